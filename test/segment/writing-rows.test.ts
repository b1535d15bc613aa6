import { describe, expect, test } from 'vitest';
import { writingRows } from '../../lib/segment/writing-rows.ts';
import { pageOf, picture } from './drawn-page.ts';

const ZONE = { x: 0, y: 0, width: 200, height: 240 };
/** Rings of 24 by 30 pixels, `count` of them in a row whose top is at `top`. */
const digits = (top: number, count: number) => (x: number, y: number) => {
  const at = Math.floor((x - 40) / 40);
  if (at < 0 || at >= count) return false;
  const [across, down] = [((x - 40) % 40) - 12, y - top - 15];
  const far = (across / 12) ** 2 + (down / 15) ** 2;
  return far <= 1 && far >= 0.55;
};
const rule = (at: number) => (_: number, y: number) => y >= at && y < at + 2;

function rowsOf(count: number, ...isInk: ((x: number, y: number) => boolean)[]) {
  return writingRows(ZONE, count, pageOf(picture(200, 240, (x, y) => isInk.some((own) => own(x, y)))));
}

describe('rows of writing', () => {
  test('are found with their glyphs, from the top, whatever rules lie between', () => {
    const { rows } = rowsOf(3, digits(20, 3), digits(95, 2), digits(170, 3), rule(70), rule(145), rule(220));
    expect(rows.map(({ glyphs }) => glyphs.length)).toEqual([3, 2, 3]);
    const tops = rows.map(({ box }) => box.y);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(rows[0]!.box.height).toBeGreaterThan(25);
  });

  test('are fewer where no more is written', () => {
    expect(rowsOf(4, digits(20, 3), digits(95, 3)).rows).toHaveLength(2);
    expect(rowsOf(4).rows).toEqual([]);
  });

  test('lie in a window of their own, which knows its place on the page', () => {
    const page = pageOf(picture(200, 240, digits(95, 3)));
    const { window, rows } = writingRows({ x: 20, y: 60, width: 160, height: 120 }, 1, page);
    expect(window).toMatchObject({ width: 160, height: 120 });
    expect(window.toSource(rows[0]!.box)).toMatchObject({ x: rows[0]!.box.x + 20, y: rows[0]!.box.y + 60 });
  });

  test('a zone that reaches off the page is cut to it', () => {
    const page = pageOf(picture(200, 240, digits(95, 3)));
    expect(writingRows({ x: -50, y: -50, width: 400, height: 400 }, 1, page).window).toMatchObject({
      width: 200,
      height: 240,
    });
  });
});
