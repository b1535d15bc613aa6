import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedCalibrationError,
  readRateAtMisread,
} from '../../../../local/evaluate/metrics/confidence.ts';
import { countConfusion, formatConfusion } from '../../../../local/evaluate/metrics/confusion.ts';
import { charactersInOrder, editDistance } from '../../../../local/evaluate/metrics/edit-distance.ts';

const digits = fc.string({ unit: fc.constantFrom('0', '1', '2'), maxLength: 9 });

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['123', '', 3],
    ['1234', '1234', 0],
    ['1234', '1334', 1],
    ['1234', '134', 1],
    ['kitten', 'sitting', 3],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is a distance: zero for equals alone, the same both ways, never longer by a detour', () => {
    fc.assert(
      fc.property(digits, digits, digits, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('charactersInOrder', () => {
  it.each([
    ['11032016', '110316', 6],
    ['12', '21', 1],
    ['123', '', 0],
    ['123', '9192939', 3],
  ])('of %j and %j are %i', (a, b, count) => {
    expect(charactersInOrder(a, b)).toBe(count);
  });

  it('bounds the edit distance from both sides', () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const common = charactersInOrder(a, b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(a.length + b.length - 2 * common);
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.max(a.length, b.length) - common);
      }),
    );
  });
});

describe('readRateAtMisread', () => {
  const answers = (...list: readonly [number, boolean][]) =>
    list.map(([confidence, correct]) => ({ confidence, correct }));

  it('accepts down to the lowest confidence that keeps to the rate', () => {
    const list = answers([0.9, true], [0.8, false], [0.7, true], [0.6, true], [0.5, false]);
    expect(readRateAtMisread(list, 0)).toBe(0.2);
    expect(readRateAtMisread(list, 0.25)).toBe(0.8);
    expect(readRateAtMisread(list, 0.4)).toBe(1);
  });

  it('cannot part equal confidences', () => {
    expect(readRateAtMisread(answers([0.9, true], [0.9, false]), 0.4)).toBe(0);
    expect(readRateAtMisread(answers([0.9, false], [0.9, true], [0.5, true]), 0.5)).toBe(1);
  });

  it('is 0 when the surest answer is wrong and none may be, and for no answers', () => {
    expect(readRateAtMisread(answers([0.9, false], [0.5, true]), 0.01)).toBe(0);
    expect(readRateAtMisread([], 0.01)).toBe(0);
  });

  it('never falls when the rate grows, and one threshold reaches it', () => {
    const answer = fc.record({ confidence: fc.constantFrom(0.1, 0.2, 0.5, 0.9), correct: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(answer, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, rate) => {
          const read = readRateAtMisread(list, rate);
          expect(readRateAtMisread(list, Math.min(1, rate + 0.1))).toBeGreaterThanOrEqual(read);
          const best = [0, 0.1, 0.2, 0.5, 0.9]
            .map((threshold) => list.filter(({ confidence }) => confidence >= threshold))
            .filter((taken) => taken.filter(({ correct }) => !correct).length <= rate * taken.length)
            .reduce((most, taken) => Math.max(most, taken.length), 0);
          expect(read).toBe(best / list.length);
        },
      ),
    );
  });
});

describe('expectedCalibrationError', () => {
  it('is 0 when each bin is as sure as it is right', () => {
    const half = [true, false].map((correct) => ({ confidence: 0.5, correct }));
    expect(expectedCalibrationError(half)).toBe(0);
  });

  it('weights the gap of each bin by its answers', () => {
    const list = [
      { confidence: 1, correct: false },
      { confidence: 0.8, correct: true },
      { confidence: 0.8, correct: true },
      { confidence: 0.8, correct: true },
    ];
    // One answer is 1 too sure, three are 0.2 too unsure.
    expect(expectedCalibrationError(list)).toBeCloseTo((1 + 3 * 0.2) / 4, 10);
  });

  it('does not let errors in different bins cancel out', () => {
    const list = [
      { confidence: 0.95, correct: false },
      { confidence: 0.05, correct: true },
    ];
    expect(expectedCalibrationError(list)).toBeCloseTo(0.95, 10);
  });
});

describe('countConfusion', () => {
  it('counts by truth, then by answer', () => {
    const readings = [
      { truth: '4', read: '9' },
      { truth: '4', read: '9' },
      { truth: '9', read: '9' },
    ];
    const confusion = countConfusion(['4', '9'], readings);
    expect(confusion.counts).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(formatConfusion(confusion).split('\n')).toEqual([
      ' truth    4    9',
      '     4    .    2',
      '     9    .    1',
    ]);
  });

  it('refuses a class that it does not know', () => {
    expect(() => countConfusion(['4'], [{ truth: '4', read: 'x' }])).toThrow(
      'Expected one of 4 but received x',
    );
  });
});
