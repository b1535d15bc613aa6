import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { prepareLine } from '../../lib/pipeline/prepare-line.ts';
import { box, edgeDistance, greyWhere } from '../preprocess/pictures.ts';

const INK = 20;
const PAPER = 235;

/** Blocks of ink on paper. */
function pictureOf(
  width: number,
  height: number,
  boxes: readonly Box[],
  dark: (x: number) => boolean = () => false,
) {
  const holds = (x: number, y: number) => (part: Box) =>
    x > part.x && x < part.x + part.width && y > part.y && y < part.y + part.height;
  return greyWhere(width, height, (x, y) => (dark(x) || boxes.some(holds(x, y)) ? INK : PAPER));
}

const row = (x: number, y: number, width: number, height: number, count: number) =>
  Array.from({ length: count }, (_, i) => box(x + 2 * width * i, y, width, height));

describe('prepareLine', () => {
  it('takes digits that fill the picture for the measure', async () => {
    const page = await prepareLine(pictureOf(300, 40, row(20, 8, 12, 24, 6)));
    expect(page.components).toHaveLength(6);
    // 24 pixels are a fifth of an inch.
    expect(page.dpi).toBe(120);
  });

  it('takes a second look by the height of digits that are much smaller', async () => {
    const page = await prepareLine(pictureOf(300, 120, row(40, 50, 8, 16, 8)));
    expect(page.components.map((part) => part.box)).toEqual(row(40, 50, 8, 16, 8));
    expect(page.dpi).toBeCloseTo(16 / 0.2, 0);
  });

  it('is not led by specks and dots to look for digits as small', async () => {
    const dots = [box(46, 33, 3, 3), box(142, 33, 3, 3)];
    const page = await prepareLine(pictureOf(300, 40, [...row(20, 8, 12, 24, 6), ...dots]));
    expect(page.dpi).toBe(120);
  });

  it('looks inside a dark margin, and tells places in the picture as it came', async () => {
    const digits = row(60, 10, 12, 24, 5);
    const page = await prepareLine(pictureOf(300, 44, digits, (x) => x < 25 || x > 290));
    expect(page.components).toHaveLength(5);
    page.components.forEach((part, i) => {
      expect(edgeDistance(page.toSource(part.box), digits[i]!)).toBeLessThanOrEqual(1);
    });
    expect(page.width).toBe(265);
  });

  it('leaves out a standing rule beside the digits', async () => {
    const digits = row(60, 8, 12, 26, 5);
    const page = await prepareLine(pictureOf(300, 44, [...digits, box(40, 0, 3, 44)]));
    expect(page.components.map((part) => part.box)).toEqual(digits);
  });

  it('finds nothing on paper', async () => {
    expect((await prepareLine(pictureOf(120, 40, []))).components).toEqual([]);
  });
});
