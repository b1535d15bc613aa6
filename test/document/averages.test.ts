import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerMedian, mean, median } from '../../lib/document/averages.ts';

const someValues = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 20 });

describe('mean', () => {
  it('lies between the least and the greatest', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeNaN();
    fc.assert(
      fc.property(someValues, (values) => {
        expect(mean(values)).toBeGreaterThanOrEqual(Math.min(...values));
        expect(mean(values)).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('median', () => {
  it('is the middle value, of an even number the higher or the lower of the two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(lowerMedian([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 5])).toBe(5);
    expect(lowerMedian([4, 1, 9, 5])).toBe(4);
  });

  it('is what it was told to be where there is none', () => {
    expect(median([])).toBeNaN();
    expect(median([], 0)).toBe(0);
    expect(lowerMedian([], 1)).toBe(1);
  });

  it('is mirrored by the lower one, and leaves the values as they were', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const before = [...values];
        expect(lowerMedian(values)).toBe(0 - median(values.map((value) => 0 - value)));
        expect(values).toEqual(before);
      }),
    );
  });
});
