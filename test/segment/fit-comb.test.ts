import { describe, expect, test } from 'vitest';
import { combPitch, combWalls } from '../../lib/document/comb-walls.ts';
import { cellBoxes, fitComb } from '../../lib/segment/fit-comb.ts';
import { isOnComb, picture } from './drawn-page.ts';

describe('the walls of a comb', () => {
  test('are one more than its cells, or two of each cell that stands apart', () => {
    expect(combWalls({ from: 10, width: 90, cells: 3, gap: 0 })).toEqual([10, 40, 70, 100]);
    expect(combPitch({ width: 70, cells: 2, gap: 0.25 })).toBe(40);
    expect(combWalls({ from: 0, width: 70, cells: 2, gap: 0.25 })).toEqual([0, 30, 40, 70]);
  });
});

describe('a comb', () => {
  const expected = { x: 18, y: 15, width: 122, height: 38 };
  const comb = { x: 22, y: 12, cell: 40, height: 40, cells: 3 };

  test('moves to its walls and sides', () => {
    const found = fitComb({ box: expected, cells: 3, gap: 0 }, picture(200, 80, isOnComb(comb)));
    expect(Math.abs(found.box.x - 23)).toBeLessThan(2.5);
    expect(Math.abs(found.box.width - 120)).toBeLessThan(2.5);
    expect(Math.abs(found.box.y - 13)).toBeLessThan(2.5);
    expect(found.seen).toBeGreaterThan(0.9);
    expect(cellBoxes(found)).toHaveLength(3);
  });

  test('of cells that stand apart moves to the walls of each', () => {
    const ink = picture(200, 80, isOnComb(comb, 8));
    const found = fitComb({ box: { ...expected, x: 19, width: 114 }, cells: 3, gap: 0.2 }, ink);
    expect(found.seen).toBeGreaterThan(0.9);
    const boxes = cellBoxes(found);
    for (const [i, { x, width }] of boxes.entries()) {
      expect(Math.abs(x - 23 - 40 * i)).toBeLessThan(2.5);
      expect(Math.abs(width - 32)).toBeLessThan(2.5);
    }
  });

  test('stays where it is expected when there is nothing to see of it', () => {
    const nothing = picture(200, 80, () => false);
    expect(fitComb({ box: expected, cells: 3, gap: 0 }, nothing).box).toEqual(expected);
  });
});
