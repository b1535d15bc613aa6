import { describe, expect, it } from 'vitest';
import { mergeNear } from '../../lib/segment/merge-near.ts';
import { box } from '../preprocess/pictures.ts';

describe('mergeNear', () => {
  it('puts what stands near each other together, and counts the parts', () => {
    const bars = [box(10, 10, 2, 40), box(16, 10, 2, 16), box(16, 34, 2, 16), box(24, 10, 2, 40)];
    expect(mergeNear([...bars, box(40, 10, 2, 40)], 40)).toEqual([
      { ...box(10, 10, 16, 40), parts: 4 },
      { ...box(40, 10, 2, 40), parts: 1 },
    ]);
  });

  it('joins by way of others', () => {
    const chain = [0, 7, 14, 21].map((x) => box(x, 0, 2, 30));
    expect(mergeNear(chain, 30)).toEqual([{ ...box(0, 0, 23, 30), parts: 4 }]);
  });

  it('leaves out what is too large for a character', () => {
    expect(mergeNear([box(0, 0, 300, 10), box(0, 0, 10, 90)], 40)).toEqual([]);
  });
});
