import { describe, expect, it } from 'vitest';
import { enlargeImage } from '../../lib/preprocess/enlarge.ts';
import { boundsWhere, edgeDistance, greyWhere } from './pictures.ts';

describe('enlargeImage', () => {
  it('keeps paper paper and ink ink, each pixel so many times as large', async () => {
    const image = greyWhere(12, 9, (x, y) => (x >= 4 && x < 8 && y >= 3 && y < 6 ? 0 : 255));
    const large = await enlargeImage(image, 3);
    expect([large.width, large.height, large.data.length]).toEqual([36, 27, 36 * 27]);
    const ink = boundsWhere(large, (level) => level < 128);
    expect(edgeDistance(ink, { x: 12, y: 9, width: 12, height: 9 })).toBeLessThanOrEqual(1);
    expect(large.data[0]).toBe(255);
    expect(large.data[13 * 36 + 18]).toBe(0);
  });

  it('gives the same picture for a factor of 1, and refuses one that is no whole number over 0', async () => {
    const image = greyWhere(4, 4, () => 255);
    expect(await enlargeImage(image, 1)).toBe(image);
    await expect(enlargeImage(image, 1.5)).rejects.toThrow('Expected integer of at least 1 for factor');
    await expect(enlargeImage(image, 0)).rejects.toThrow(RangeError);
  });
});
