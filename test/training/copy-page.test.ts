import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { randomFor } from '../../local/seeded-random.ts';
import { copied } from '../../training/dump-strips/copy-page.ts';

/** A bar of 8 pixels across a page that is drawn three times as finely as it is scanned. */
const bar: GreyImage = {
  width: 90,
  height: 60,
  data: Uint8Array.from({ length: 90 * 60 }, (_, i) => {
    const [x, y] = [i % 90, Math.floor(i / 90)];
    return x >= 20 && x < 70 && y >= 26 && y < 34 ? 255 : 0;
  }),
};

describe('copied', () => {
  const copies = Promise.all(Array.from({ length: 12 }, (_, seed) => copied(bar, 3, randomFor(6, seed))));

  it('has two levels, and ink where there was', async () => {
    for (const { width, height, data } of await copies) {
      expect([width, height]).toEqual([90, 60]);
      expect([...new Set(data)].sort()).toEqual([0, 255]);
      expect(data[30 * 90 + 45]).toBe(255);
      expect(data[8 * 90 + 45]).toBe(0);
    }
  });

  it('differs from copy to copy, and is the same for the same seed', async () => {
    const inks = (await copies).map(({ data }) => data.filter((level) => level === 255).length);
    expect(new Set(inks).size).toBeGreaterThan(6);
    expect(await copied(bar, 3, randomFor(6, 4))).toEqual((await copies)[4]);
  });
});
