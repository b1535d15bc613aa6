import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGITS, digitFrames, textLog } from '../../lib/read/frames.ts';
import { LEAST_LATTICE_LOG, READING_WEIGHTS, weighReadings } from '../../lib/read/weigh-readings.ts';
import { spelledFrames } from './spelled-frames.ts';

const framesOf = (characters: string, sureness?: number) => digitFrames(spelledFrames(characters, sureness));

/** A lattice that gives the texts named these probabilities, and none to any other. */
const latticeOf = (probabilities: Readonly<Record<string, number>>) => (text: string) =>
  Math.log(probabilities[text] ?? 0);

describe('weighReadings', () => {
  it('is surer of what both read than either is alone', () => {
    const frames = framesOf('4_0_7', 0.9);
    const alone = Math.exp(textLog(frames, '407'));
    const { text, confidence } = weighReadings(frames, '407', latticeOf({ '407': 0.75, '401': 0.2 }));
    expect(text).toBe('407');
    expect(confidence).toBeGreaterThan(Math.max(alone, 0.75));
  });

  it('is less sure where they disagree than where they agree', () => {
    const frames = framesOf('4_0_7', 0.9);
    const agreed = weighReadings(frames, '407', latticeOf({ '407': 0.9, '401': 0.1 }));
    const parted = weighReadings(frames, '401', latticeOf({ '401': 0.9, '407': 0.1 }));
    expect(parted.confidence).toBeLessThan(agreed.confidence - 0.05);
  });

  it('takes a text that the lattice cannot cut if the line network is sure of it', () => {
    const sure = weighReadings(framesOf('4_0', 0.9999), '4', latticeOf({ '4': 0.6, '': 0.4 }));
    expect(sure.text).toBe('40');
    expect(sure.confidence).toBeGreaterThan(0.5);
    expect(sure.confidence).toBeLessThan(1);
  });

  it('stays with the lattice where the line network knows little', () => {
    expect(weighReadings(framesOf('4_0', 0.2), '47', latticeOf({ '47': 0.99, '40': 1e-5 })).text).toBe('47');
  });

  it('can read nothing, and be unsure of it', () => {
    const nothing = weighReadings(framesOf('____'), '', latticeOf({ '': 0.95 }));
    expect(nothing.text).toBe('');
    expect(nothing.confidence).toBeGreaterThan(0.9);
    const doubtful = weighReadings(framesOf('____'), '7', latticeOf({ '7': 0.95, '': 0.05 }));
    expect(doubtful.confidence).toBeLessThan(nothing.confidence - 0.02);
  });

  it('takes the heavier of both readings, with a confidence between 0 and 1', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...DIGITS), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789_x.'), minLength: 1, maxLength: 8 }),
        fc.double({ min: 0.1, max: 0.9999, noNaN: true }),
        anyText,
        fc.dictionary(anyText, fc.double({ min: 1e-6, max: 1, noNaN: true }), { maxKeys: 5 }),
        (characters, sureness, latticeText, probabilities) => {
          const frames = framesOf(characters, sureness);
          const latticeLog = latticeOf(probabilities);
          const { text, confidence } = weighReadings(frames, latticeText, latticeLog);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
          const weigh = (other: string) =>
            READING_WEIGHTS.frames * textLog(frames, other) +
            READING_WEIGHTS.lattice * Math.max(LEAST_LATTICE_LOG, latticeLog(other));
          expect(weigh(text)).toBeGreaterThanOrEqual(weigh(latticeText));
        },
      ),
    );
  });
});
