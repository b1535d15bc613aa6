import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptedAt,
  expectedCalibrationError,
  readMisreadCurve,
  reliabilityBins,
  wilsonInterval,
} from '../../../../local/evaluate/metrics/confidence.ts';

const answers = (...list: readonly (readonly [number, boolean])[]) =>
  list.map(([confidence, correct]) => ({ confidence, correct }));
const FIVE = answers([0.9, true], [0.8, false], [0.8, true], [0.6, true], [0.5, false]);
const answer = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() });

describe('readMisreadCurve', () => {
  it('has a point for each confidence, the surest first', () => {
    expect(readMisreadCurve(FIVE)).toEqual([
      { confidence: 0.9, read: 0.2, misread: 0 },
      { confidence: 0.8, read: 0.6, misread: 1 / 3 },
      { confidence: 0.6, read: 0.8, misread: 0.25 },
      { confidence: 0.5, read: 1, misread: 0.4 },
    ]);
    expect(readMisreadCurve([])).toEqual([]);
  });
});

describe('acceptedAt', () => {
  it('tells what a threshold accepts, itself included', () => {
    // In bins of a fifteenth 0.9 stands apart from the two at 0.8.
    expect(acceptedAt(FIVE, 0.8)).toEqual({
      read: 0.6,
      misread: 1 / 3,
      ece: expect.closeTo((0.1 + 0.6) / 3),
    });
  });

  it('leaves out what does not apply when none is accepted', () => {
    expect(acceptedAt(FIVE, 0.91)).toEqual({ read: 0 });
  });

  it('agrees with the curve', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1 }), (list) => {
        for (const { confidence, read, misread } of readMisreadCurve(list)) {
          expect(acceptedAt(list, confidence)).toMatchObject({ read, misread });
        }
      }),
    );
  });
});

describe('reliabilityBins', () => {
  it('sorts by confidence, 1 into the last bin, and leaves out empty ones', () => {
    const list = answers([1, true], [0.9, false], [0.5, true], [0.49, false]);
    expect(reliabilityBins(list, 2)).toEqual([
      { from: 0, to: 0.5, n: 1, confidence: 0.49, right: 0 },
      { from: 0.5, to: 1, n: 3, confidence: expect.closeTo(0.8), right: 2 / 3 },
    ]);
    expect(reliabilityBins(answers([1, true]), 10)).toEqual([
      { from: 0.9, to: 1, n: 1, confidence: 1, right: 1 },
    ]);
  });

  it('holds every answer once, and the calibration error is theirs', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1 }), (list) => {
        const bins = reliabilityBins(list, 15);
        expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
        const error = bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.confidence - bin.right), 0);
        expect(expectedCalibrationError(list)).toBeCloseTo(error / list.length, 10);
      }),
    );
  });
});

describe('wilsonInterval', () => {
  // Wilson, 1927, at 95 %; the same figures as R's prop.test without continuity correction.
  it.each([
    [0.5, 10, 0.2366, 0.7634],
    [0, 10, 0, 0.2775],
    [1, 10, 0.7225, 1],
    [0.9, 100, 0.8256, 0.9448],
  ])('of %d of %i', (share, n, low, high) => {
    expect(wilsonInterval(share, n)).toEqual({ low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) });
  });

  it('refuses no trials', () => {
    expect(() => wilsonInterval(0.5, 0)).toThrow('received 0.5 of 0');
  });
});
