import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../../local/evaluate/spread.ts';

describe('spread', () => {
  it('takes from all over the list', () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([0, 3, 6]);
    expect(spread([0, 1], 5)).toEqual([0, 1]);
  });

  it('takes as many as asked for, each once and in order', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (length, count) => {
        const taken = spread([...Array(length).keys()], count);
        expect(taken).toHaveLength(Math.min(length, count));
        for (const [index, item] of taken.entries()) expect(item).toBeGreaterThan(taken[index - 1] ?? -1);
      }),
    );
  });
});
