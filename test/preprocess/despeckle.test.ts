import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { despeckle } from '../../lib/preprocess/despeckle.ts';
import { box, inkBoxes } from './pictures.ts';

/** The boxes that are left of some, each as dark (of 255) as is said. */
function left(dpi: number, ...spots: readonly (readonly [Box, number])[]): Box[] {
  const picture = inkBoxes(
    120,
    60,
    spots.map(([spot]) => spot),
  );
  const soft = { ...picture, data: new Uint8Array(picture.data.length) };
  for (const [{ x, y, width, height }, ink] of spots) {
    for (let row = y; row < y + height; row++) soft.data.fill(ink, row * 120 + x, row * 120 + x + width);
  }
  return despeckle(findComponents(picture), { dpi, soft }).map((component) => component.box);
}

describe('despeckle', () => {
  it('drops specks and keeps digits and decimal points, in order', () => {
    const digit = box(20, 5, 20, 30);
    const point = box(50, 30, 6, 6);
    const specks = [box(0, 0, 1, 1), box(5, 5, 2, 1)];
    expect(left(300, ...[...specks, digit, point].map((spot) => [spot, 255] as const))).toEqual([
      digit,
      point,
    ]);
  });

  it('takes a larger blot for a speck in a finer scan', () => {
    const blot = box(10, 10, 4, 3);
    expect(left(150, [blot, 255])).toEqual([blot]);
    expect(left(1_200, [blot, 255])).toEqual([]);
  });

  it('keeps a thin stroke whose other side is long', () => {
    const stroke = box(10, 10, 2, 40);
    expect(left(300, [stroke, 255])).toEqual([stroke]);
  });

  it('drops small dots that are faint, the pattern of the paper, and keeps a faint digit', () => {
    const dot = box(60, 10, 6, 6);
    const digit = box(10, 10, 15, 30);
    expect(left(300, [digit, 60], [dot, 60])).toEqual([digit]);
    expect(left(300, [digit, 60], [dot, 250])).toEqual([digit, dot]);
  });

  it('leaves nothing of blank paper', () => {
    expect(left(300)).toEqual([]);
  });
});
