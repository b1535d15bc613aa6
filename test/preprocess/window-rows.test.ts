import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachWindowRow } from '../../lib/preprocess/window-rows.ts';
import { windowAt } from './naive-window.ts';
import { anyPicture } from './pictures.ts';

describe('forEachWindowRow', () => {
  it('adds up windows and counts their pixels, cut off at the edges', () => {
    const rows: { y: number; sums: number[]; counts: number[] }[] = [];
    forEachWindowRow(3, 2, [Uint8Array.of(1, 2, 3, 4, 5, 6)], 1, ({ y, sums, counts }) => {
      rows.push({ y, sums: [...sums[0]!], counts: [...counts] });
    });
    expect(rows).toEqual([
      { y: 0, sums: [12, 21, 16], counts: [4, 6, 4] },
      { y: 1, sums: [12, 21, 16], counts: [4, 6, 4] },
    ]);
  });

  it('equals plain sums of every plane for any picture, also with windows larger than it', () => {
    fc.assert(
      fc.property(anyPicture(255), fc.integer({ min: 1, max: 20 }), (page, radius) => {
        const { width, height, data } = page;
        const squares = Uint16Array.from(data, (level) => level * level);
        const visited: number[] = [];
        forEachWindowRow(width, height, [data, squares], radius, ({ y, sums, counts }) => {
          visited.push(y);
          for (let x = 0; x < width; x++) {
            const { sum, count, mean, deviation } = windowAt(page, x, y, radius);
            expect(sums[0]![x]).toBe(sum);
            expect(counts[x]).toBe(count);
            expect(sums[1]![x]! / count).toBeCloseTo(deviation ** 2 + mean ** 2, 5);
          }
        });
        expect(visited).toEqual(Array.from({ length: height }, (_, y) => y));
      }),
    );
  });
});
