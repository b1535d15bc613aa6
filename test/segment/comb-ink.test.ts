import { describe, expect, test } from 'vitest';
import { dropFrame, isBitOfWall } from '../../lib/segment/comb-frame.ts';
import { combInk } from '../../lib/segment/comb-ink.ts';
import { combRules } from '../../lib/segment/comb-rules.ts';
import { isOnComb, pageOf, picture } from './drawn-page.ts';

const COMB = { x: 30, y: 20, cell: 40, height: 50, cells: 3 };
const BOX = { x: 31, y: 21, width: 120, height: 50 };
const EXPECTED = { box: BOX, cells: 3, gap: 0 };
/** A thick standing stroke in the middle of a cell. */
const stroke = (cell: number) => (x: number, y: number) =>
  Math.abs(x - (31 + 40 * cell + 20)) < 3 && y >= 34 && y < 60;

function inked(...isInk: ((x: number, y: number) => boolean)[]) {
  return picture(190, 100, (x, y) => isInk.some((own) => own(x, y)));
}

describe('the ink of a comb', () => {
  test('is that of each cell, without the walls', () => {
    const { cells, comb } = combInk(EXPECTED, pageOf(inked(isOnComb(COMB), stroke(0), stroke(2))));
    expect(cells.map((own) => own.length)).toEqual([1, 0, 1]);
    expect(cells[0]![0]!.box).toMatchObject({ width: 5, height: 26 });
    expect(comb.seen).toBeGreaterThan(0.9);
  });

  test('that touches a wall loses the wall', () => {
    const bar = (x: number, y: number) => x >= 31 && x < 55 && Math.abs(y - 45) < 3;
    const { cells } = combInk(EXPECTED, pageOf(inked(isOnComb(COMB), bar)));
    expect(cells[0]).toHaveLength(1);
    expect(cells[0]![0]!.box.height).toBeLessThan(10);
  });

  test('in cells that stand apart belongs to the nearer one', () => {
    const apart = { box: { ...BOX, width: 112 }, cells: 3, gap: 0.2 };
    const { cells } = combInk(apart, pageOf(inked(isOnComb(COMB, 8), stroke(1))));
    expect(cells.map((own) => own.length)).toEqual([0, 1, 0]);
  });

  test('in walls of a colour that was dropped is found where the faint walls are', () => {
    const page = pageOf(inked(stroke(1)));
    const soft = { ...page.soft, data: page.soft.data.slice() };
    const isWall = isOnComb({ ...COMB, x: 34 });
    for (let y = 0; y < 100; y++) {
      for (let x = 0; x < 190; x++) if (isWall(x, y)) soft.data[y * 190 + x] = 60;
    }
    const { comb, frame, cells } = combInk(EXPECTED, { ...page, soft });
    expect(comb.box.x + frame.x).toBeGreaterThan(32.5);
    expect(cells.map((own) => own.length)).toEqual([0, 1, 0]);
  });

  test('reaches to the edge of the page, and not beyond', () => {
    const { frame } = combInk({ ...EXPECTED, box: { ...BOX, x: -5, y: -5 } }, pageOf(inked(() => false)));
    expect(frame).toMatchObject({ x: 0, y: 0 });
  });
});

describe('the rules of a comb', () => {
  test('are followed where they lean, and none is made up', () => {
    const leaning = inked((x, y) => y >= 20 && y <= 71 && Math.abs(x - 71 - (y - 45) / 20) < 1);
    const rules = combRules(leaning, EXPECTED, 40);
    expect(rules.map(({ direction }) => direction)).toEqual(['standing']);
    expect(rules[0]!.box.width).toBeGreaterThan(2);
  });
});

describe('what is left of a frame', () => {
  test('is a slender bit on a wall or a side, and no writing', () => {
    expect(isBitOfWall({ x: 70, y: 30, width: 3, height: 20 }, EXPECTED, 40)).toBe(true);
    expect(isBitOfWall({ x: 50, y: 20, width: 20, height: 3 }, EXPECTED, 40)).toBe(true);
    expect(isBitOfWall({ x: 50, y: 30, width: 3, height: 20 }, EXPECTED, 40)).toBe(false);
  });

  test('goes where ink hangs together over several cells; free ink stays', () => {
    const ink = inked(isOnComb(COMB), stroke(1));
    const rest = dropFrame(ink, EXPECTED, 40);
    expect(rest.data[45 * 190 + 91]).toBe(1);
    expect(rest.data[45 * 190 + 71]).toBe(0);
  });
});
