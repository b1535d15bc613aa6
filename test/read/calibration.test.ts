import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalibrationTable,
  calibrate,
  evidence,
  thresholdFor,
  UNCALIBRATED,
} from '../../lib/read/calibration.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const rate = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const slope = fc.double({ min: 0, max: 20, noNaN: true });
const map = fc.record({ a: slope, b: slope, c: fc.double({ min: -20, max: 20, noNaN: true }) });
/** Rates that rise with confidences that fall, as the schema of the file demands. */
const thresholds = fc
  .uniqueArray(fc.tuple(rate, probability), { selector: ([misread]) => misread, maxLength: 8 })
  .map((pairs) => {
    const rates = pairs.map(([misread]) => misread).sort((a, b) => a - b);
    const confidences = [...new Set(pairs.map(([, confidence]) => confidence))].sort((a, b) => b - a);
    return confidences.map((confidence, i) => ({ misread: rates[i]!, confidence, accepted: 10, wrong: 0 }));
  });

describe('calibrate', () => {
  it.each([
    // The identity, but for the ends.
    [{ a: 1, b: 1, c: 0 }, 0.5, 0.5],
    [{ a: 1, b: 1, c: 0 }, 0.9, 0.9],
    // logit = ln(raw) + ln 3: 3 raw to 1.
    [{ a: 1, b: 0, c: Math.log(3) }, 0.5, 1.5 / 2.5],
    // logit = -2 ln(1 - raw): 1 to (1 - raw)^2.
    [{ a: 0, b: 2, c: 0 }, 0.5, 4 / 5],
  ])('by %j makes of %d %d', (values, raw, expected) => {
    expect(calibrate({ map: values }, raw)).toBeCloseTo(expected, 12);
  });

  it('leaves an uncalibrated confidence as it is, to a millionth', () => {
    fc.assert(
      fc.property(probability, (raw) => {
        expect(Math.abs(calibrate(UNCALIBRATED, raw) - raw)).toBeLessThanOrEqual(1.000001e-6);
      }),
    );
  });

  it('is a probability and never falls', () => {
    fc.assert(
      fc.property(map, probability, probability, (values, one, other) => {
        const low = calibrate({ map: values }, Math.min(one, other));
        const high = calibrate({ map: values }, Math.max(one, other));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %d', (raw) => {
    expect(() => calibrate(UNCALIBRATED, raw)).toThrow(
      `Expected a confidence from 0 to 1 but received ${raw}`,
    );
    expect(() => evidence(raw)).toThrow(RangeError);
  });
});

describe('thresholdFor', () => {
  const table: CalibrationTable = {
    ...UNCALIBRATED,
    thresholds: [
      { misread: 0.005, confidence: 0.98, accepted: 900, wrong: 0 },
      { misread: 0.02, confidence: 0.9, accepted: 1_000, wrong: 9 },
      { misread: 0.1, confidence: 0.4, accepted: 1_200, wrong: 90 },
    ],
  };

  it.each([
    [0.005, 0.98, 0.005],
    // Between two rates the lower one, as the higher is too much.
    [0.01, 0.98, 0.005],
    [0.02, 0.9, 0.02],
    [0.9, 0.4, 0.1],
    // Lower than any that was shown, but no lower than what is to be expected of 900 without a misread.
    [0.004, 0.98, 0.005],
    [0.0012, 0.98, 0.005],
    // Lower than that: what the rate itself demands.
    [0.001, 0.999, 0.005],
    [0, 1, 0.005],
  ])('for a misread rate of %d is %d, shown to keep %d', (maxMisread, confidence, shown) => {
    expect(thresholdFor(table, maxMisread)).toEqual({ confidence, shown });
  });

  it('is never under the most careful threshold for a rate that was not shown', () => {
    const careful = {
      ...UNCALIBRATED,
      thresholds: [{ misread: 0.2, confidence: 0.95, accepted: 20, wrong: 0 }],
    };
    expect(thresholdFor(careful, 0.1)).toEqual({ confidence: 0.95, shown: 0.2 });
    expect(thresholdFor(careful, 0.04)).toEqual({ confidence: 0.96, shown: 0.2 });
  });

  it('takes an uncalibrated reader at its word, and promises nothing', () => {
    expect(thresholdFor(UNCALIBRATED, 0.01)).toEqual({ confidence: 0.99 });
  });

  it('never rises when the rate grows, and what is shown fits it where anything can', () => {
    fc.assert(
      fc.property(thresholds, rate, rate, (rows, one, other) => {
        const some = { ...UNCALIBRATED, thresholds: rows };
        const careful = thresholdFor(some, Math.min(one, other));
        const lax = thresholdFor(some, Math.max(one, other));
        expect(lax.confidence).toBeLessThanOrEqual(careful.confidence);
        if (rows.some(({ misread }) => misread <= one)) {
          expect(thresholdFor(some, one).shown).toBeLessThanOrEqual(one);
        }
      }),
    );
  });

  it.each([-0.01, 1, Number.NaN])('refuses a rate of %d', (maxMisread) => {
    expect(() => thresholdFor(table, maxMisread)).toThrow(
      `Expected a misread rate of at least 0 and under 1 but received ${maxMisread}`,
    );
  });
});
