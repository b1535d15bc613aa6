import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCrops, splitStrips } from '../../../functions/segment/split-batches.ts';
import { someStrips } from '../../classify/some-strips.ts';

const widthsOf = (widths: readonly number[], columns: number, count: number) =>
  splitStrips(someStrips(widths), { columns, count }).map((batch) => batch.widths);

describe('splitCrops', () => {
  it('makes as few batches as will do, of equal size but for one crop, and loses no byte', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 50 }), (count, most) => {
        const crops = { count, data: Uint8Array.from({ length: 784 * count }, (_, i) => i / 784) };
        const batches = splitCrops(crops, most);
        expect(batches).toHaveLength(Math.max(1, Math.ceil(count / most)));
        expect(Buffer.concat(batches.map(({ data }) => data)).equals(crops.data)).toBe(true);
        const counts = batches.map((batch) => batch.count);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        for (const batch of batches) expect(batch.data).toHaveLength(784 * batch.count);
      }),
    );
  });
});

describe('splitStrips', () => {
  it('fills batches evenly, up to the columns and the strips that each may have', () => {
    expect(widthsOf([8, 16, 24, 8, 8, 24], 48, 9)).toEqual([
      [8, 16, 24],
      [8, 8, 24],
    ]);
    expect(widthsOf([8, 16, 24, 8, 8], 32, 9)).toEqual([[8, 16], [24, 8], [8]]);
    expect(widthsOf([8, 8, 8, 8, 8], 32, 2)).toEqual([[8, 8], [8, 8], [8]]);
  });

  it('keeps an empty batch, and a strip that is wider than a batch may be', () => {
    expect(widthsOf([], 32, 9)).toEqual([[]]);
    expect(widthsOf([8, 40, 8], 32, 9)).toEqual([[8], [40], [8]]);
  });

  it('loses no strip and no byte, and puts no two batches where one would do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }).map((steps) => 8 * steps)),
        fc.integer({ min: 72, max: 300 }),
        fc.integer({ min: 1, max: 6 }),
        (widths, columns, count) => {
          const strips = someStrips(widths);
          const batches = splitStrips(strips, { columns, count });
          const all = widths.reduce((sum, width) => sum + width, 0);
          const share = all / Math.ceil(all / columns);
          expect(batches.flatMap((batch) => batch.widths)).toEqual(widths);
          expect(Buffer.concat(batches.map(({ data }) => data)).equals(strips.data)).toBe(true);
          for (const [index, batch] of batches.entries()) {
            const used = batch.widths.reduce((sum, width) => sum + width, 0);
            expect(batch.data).toHaveLength(32 * used);
            expect(used).toBeLessThanOrEqual(columns);
            expect(batch.widths.length).toBeLessThanOrEqual(count);
            const next = batches[index + 1]?.widths[0];
            const isFull = used >= share || used + (next ?? 0) > columns || batch.widths.length === count;
            expect(next === undefined || isFull).toBe(true);
          }
        },
      ),
    );
  });
});
