import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachWindowRow } from '../../lib/preprocess/window-rows.ts';
import { windowAt } from './naive-window.ts';
import { anyPicture, greyOf } from './pictures.ts';

describe('forEachWindowRow', () => {
  it('adds up windows and counts their pixels, cut off at the edges', () => {
    const rows: { y: number; sums: number[]; counts: number[] }[] = [];
    forEachWindowRow(greyOf([1, 2, 3], [4, 5, 6]), 1, ({ y, sums, counts }) => {
      rows.push({ y, sums: [...sums], counts: [...counts] });
    });
    expect(rows).toEqual([
      { y: 0, sums: [12, 21, 16], counts: [4, 6, 4] },
      { y: 1, sums: [12, 21, 16], counts: [4, 6, 4] },
    ]);
  });

  it('equals plain sums for any picture, also with windows larger than it', () => {
    fc.assert(
      fc.property(anyPicture(255), fc.integer({ min: 1, max: 20 }), (page, radius) => {
        const { width, height } = page;
        const visited: number[] = [];
        forEachWindowRow(page, radius, ({ y, sums, counts }) => {
          visited.push(y);
          for (let x = 0; x < width; x++) {
            const { sum, count } = windowAt(page, x, y, radius);
            expect(sums[x]).toBe(sum);
            expect(counts[x]).toBe(count);
          }
        });
        expect(visited).toEqual(Array.from({ length: height }, (_, y) => y));
      }),
    );
  });
});
