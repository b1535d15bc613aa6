import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { insideDarkMargin } from '../../lib/preprocess/dark-margin.ts';
import { box, greyWhere } from './pictures.ts';

const WIDTH = 80;
const HEIGHT = 40;
const WHOLE = box(0, 0, WIDTH, HEIGHT);

/** Paper in a box, with a stroke of ink in its middle, and the dark all round. */
function sheetIn(paper: Box, dark = 30, light = 220) {
  const middle = paper.x + paper.width / 2;
  return greyWhere(WIDTH, HEIGHT, (x, y) => {
    const inside = x > paper.x && x < paper.x + paper.width && y > paper.y && y < paper.y + paper.height;
    const ink = Math.abs(x - middle) < 2 && y > paper.y + 4 && y < paper.y + paper.height - 4;
    return inside && !ink ? light : dark;
  });
}

describe('insideDarkMargin', () => {
  it('keeps a picture of paper whole', () => {
    expect(insideDarkMargin(sheetIn(WHOLE))).toEqual(WHOLE);
    expect(insideDarkMargin(greyWhere(WIDTH, HEIGHT, () => 200))).toEqual(WHOLE);
  });

  it.each([
    ['left', box(9, 0, WIDTH - 9, HEIGHT)],
    ['right', box(0, 0, WIDTH - 9, HEIGHT)],
    ['above', box(0, 5, WIDTH, HEIGHT - 5)],
    ['below', box(0, 0, WIDTH, HEIGHT - 5)],
  ])('leaves out a dark band %s', (_, paper) => {
    expect(insideDarkMargin(sheetIn(paper))).toEqual(paper);
  });

  it('finds narrow paper between dark bands on two sides', () => {
    const sides = box(8, 0, WIDTH - 20, HEIGHT);
    expect(insideDarkMargin(sheetIn(sides))).toEqual(sides);
    const ends = box(0, 3, WIDTH, HEIGHT - 7);
    expect(insideDarkMargin(sheetIn(ends))).toEqual(ends);
  });

  it('looks through specks of light in the dark', () => {
    const paper = box(9, 0, WIDTH - 9, HEIGHT);
    const sheet = sheetIn(paper);
    sheet.data[10 * WIDTH + 4] = 220;
    sheet.data[30 * WIDTH] = 220;
    expect(insideDarkMargin(sheet)).toEqual(paper);
  });

  it('takes no faint shade for what lies behind a page', () => {
    expect(insideDarkMargin(sheetIn(box(9, 0, WIDTH - 9, HEIGHT), 180, 220))).toEqual(WHOLE);
  });

  it('keeps a picture whole that is dark nearly all over', () => {
    expect(insideDarkMargin(sheetIn(box(30, 0, 8, HEIGHT)))).toEqual(WHOLE);
  });

  it('leaves no ink out, whatever the margins', () => {
    const margin = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(margin, margin, (left, right) => {
        const paper = box(left, 0, WIDTH - left - right, HEIGHT);
        expect(insideDarkMargin(sheetIn(paper))).toEqual(paper);
      }),
    );
  });
});
