import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLANK, OTHER } from '../../lib/document/model-identity.ts';
import {
  DIGITS,
  digitFrames,
  type FrameScores,
  likelyTexts,
  placeText,
  ROW,
  textLog,
} from '../../lib/read/frames.ts';
import { allTexts } from './all-alignments.ts';
import { spelledFrames } from './spelled-frames.ts';

/** A few frames, with weight on some of the classes. */
function anyFrames(classes: readonly string[], maxFrames: number): fc.Arbitrary<FrameScores> {
  const row = fc
    .array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
      minLength: classes.length,
      maxLength: classes.length,
    })
    .map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    });
  return fc
    .array(row, { minLength: 1, maxLength: maxFrames })
    .map((rows) => ({ classes, probabilities: Float32Array.from(rows.flat()) }));
}

const ALL = [...DIGITS, OTHER, BLANK];
/** So few texts are possible in three frames that the search drops none of them. */
const FEW = ['1', '2', ...'03456789', OTHER, BLANK];
const fewFrames = anyFrames(['1', '2', OTHER, BLANK], 3).map(({ probabilities }) => {
  const rows = probabilities.length / 4;
  const wide = new Float32Array(rows * FEW.length);
  for (let row = 0; row < rows; row++) {
    wide.set(probabilities.subarray(4 * row, 4 * row + 2), row * FEW.length);
    wide.set(probabilities.subarray(4 * row + 2, 4 * row + 4), (row + 1) * FEW.length - 2);
  }
  return { classes: FEW, probabilities: wide };
});

/** Digits with as many frames each as the numbers say, and so many blanks before each. */
const anySpelling = fc.array(
  fc.record({
    digit: fc.constantFrom(...DIGITS),
    frames: fc.integer({ min: 1, max: 3 }),
    blanks: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('frames of a line network', () => {
  it('give each text the weight of all ways to say it, and all texts together 1', () => {
    fc.assert(
      fc.property(anyFrames(ALL, 4), (scores) => {
        const frames = digitFrames(scores);
        let sum = 0;
        for (const [text, probability] of allTexts(frames)) {
          expect(Math.exp(textLog(frames, text))).toBeCloseTo(probability, 9);
          sum += Math.exp(textLog(frames, text));
        }
        expect(sum).toBeCloseTo(1, 4);
      }),
      { numRuns: 12 },
    );
  });

  it('have the likeliest texts that there are', () => {
    fc.assert(
      fc.property(fewFrames, (scores) => {
        const frames = digitFrames(scores);
        const all = allTexts(frames);
        const weights = [...all.values()].sort((a, b) => b - a);
        likelyTexts(frames, 4).forEach(({ text, log }, i) => {
          expect(Math.exp(log)).toBeCloseTo(all.get(text)!, 4);
          expect(Math.exp(log)).toBeCloseTo(weights[i]!, 4);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('place digits one after the other, each where it is surest', () => {
    fc.assert(
      fc.property(anySpelling, fc.double({ min: 0.6, max: 0.999, noNaN: true }), (spelling, sureness) => {
        const text = spelling.map(({ digit }) => digit).join('');
        const written = spelling.map(
          ({ digit, frames, blanks }) => '_'.repeat(blanks) + digit.repeat(frames),
        );
        const frames = digitFrames(spelledFrames(`${written.join('')}_`, sureness));
        const places = placeText(frames, text)!;
        expect(places).toHaveLength(text.length);
        let before = -1;
        places.forEach(({ from, to }, k) => {
          expect(from).toBeGreaterThan(before);
          expect(to).toBeGreaterThanOrEqual(from);
          before = to;
          for (let frame = from; frame <= to; frame++) {
            const row = Array.from(frames.logs.subarray(frame * ROW, (frame + 1) * ROW));
            expect(row.indexOf(Math.max(...row))).toBe(DIGITS.indexOf(text[k]!));
          }
        });
        expect(before).toBeLessThan(frames.count);
        expect(places.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(
          spelling.reduce((sum, digit) => sum + digit.frames, 0),
        );
      }),
    );
  });

  it('place digits in order however unsure they are', () => {
    fc.assert(
      fc.property(
        anyFrames(ALL, 8),
        fc.array(fc.constantFrom(...DIGITS), { maxLength: 5 }),
        (scores, digits) => {
          const frames = digitFrames(scores);
          const text = digits.join('');
          const places = placeText(frames, text);
          expect(places === undefined).toBe(textLog(frames, text) === -Infinity);
          if (places === undefined) return;
          const ends = places.flatMap(({ from, to }) => [from, to]);
          expect(ends).toEqual([...ends].sort((a, b) => a - b));
          places.slice(1).forEach(({ from }, k) => {
            // Two of a kind have a blank between them.
            expect(from - places[k]!.to).toBeGreaterThanOrEqual(text[k] === text[k + 1] ? 2 : 1);
          });
        },
      ),
    );
  });
});
