import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../lib/read/calibration.ts';
import { crossValidate } from '../../../local/calibrate/cross-validate.ts';
import { fitMap, type RawAnswer } from '../../../local/calibrate/fit-map.ts';
import { expectedCalibrationError } from '../../../local/evaluate/metrics/confidence.ts';
import { simulateAnswers } from './random.ts';

const answer = fc.record({ raw: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() });

describe('fitMap', () => {
  it('gives one confidence the share that was right', () => {
    const answers = Array.from({ length: 1_000 }, (_, i) => ({ raw: 0.7, correct: i % 10 !== 0 }));
    expect(calibrate({ map: fitMap(answers) }, 0.7)).toBeCloseTo(0.9, 3);
  });

  it('gives two confidences the share that was right of each', () => {
    const answers = [
      ...Array.from({ length: 1_000 }, (_, i) => ({ raw: 0.6, correct: i % 5 === 0 })),
      ...Array.from({ length: 1_000 }, (_, i) => ({ raw: 0.9, correct: i % 50 !== 0 })),
    ];
    const map = fitMap(answers);
    expect(calibrate({ map }, 0.6)).toBeCloseTo(0.2, 2);
    expect(calibrate({ map }, 0.9)).toBeCloseTo(0.98, 2);
  });

  it.each([
    ['as it is', { a: 1, b: 1, c: 0 }],
    ['too sure', { a: 0.5, b: 0.5, c: -0.2 }],
    ['too unsure', { a: 1.5, b: 1.2, c: 1 }],
    ['sure of errors', { a: 2, b: 0, c: 2 }],
  ])('finds the map of a reader that is %s', (_, truth) => {
    const answers = simulateAnswers(20_000, (raw) => calibrate({ map: truth }, raw));
    const map = fitMap(answers);
    for (const raw of [0.3, 0.6, 0.9, 0.99]) {
      expect(Math.abs(calibrate({ map }, raw) - calibrate({ map: truth }, raw))).toBeLessThan(0.03);
    }
  });

  it('does not fall even when the surer strings are the worse', () => {
    const answers = simulateAnswers(300, (raw) => 1 - raw);
    const map = fitMap(answers);
    expect(map).toMatchObject({ a: 0, b: 0 });
    const right = answers.filter(({ correct }) => correct).length / answers.length;
    expect(calibrate({ map }, 0.5)).toBeCloseTo(right, 3);
  });

  it('stays finite and rising whatever the answers', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 40 }), (answers) => {
        const { a, b, c } = fitMap(answers);
        expect(a).toBeGreaterThanOrEqual(0);
        expect(b).toBeGreaterThanOrEqual(0);
        expect([a, b, c].every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('refuses no answers', () => {
    expect(() => fitMap([])).toThrow('Expected at least one answer');
  });
});

describe('crossValidate', () => {
  it('judges every answer once, by a map that does not know it', () => {
    // One answer at each end would pull a map that knows it.
    const same = (correct: boolean): RawAnswer[] => Array.from({ length: 10 }, () => ({ raw: 0.5, correct }));
    const answers = crossValidate([[...same(true), ...same(false)]]);
    expect(answers).toHaveLength(20);
    for (const { confidence, correct } of answers) {
      // The nine stretches left have 10 of the other kind and 8 of its own.
      expect(confidence).toBeCloseTo(correct ? 8 / 18 : 10 / 18, 2);
    }
  });

  it('brings a reader that is too sure down to what it is', () => {
    const answers = simulateAnswers(1_000, (raw) => raw ** 4);
    const before = answers.map(({ raw, correct }) => ({ confidence: raw, correct }));
    expect(expectedCalibrationError(before)).toBeGreaterThan(0.1);
    expect(expectedCalibrationError(crossValidate([answers]))).toBeLessThan(0.04);
  });

  it('refuses fewer than two answers', () => {
    expect(() => crossValidate([[{ raw: 1, correct: true }]])).toThrow('but received 1');
  });
});
