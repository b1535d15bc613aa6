import { describe, expect, test } from 'vitest';
import type { BinaryImage } from '../../lib/document/image.ts';
import { isStruck } from '../../lib/segment/choose-rows.ts';
import { removeFlatStrokes } from '../../lib/segment/flat-strokes.ts';

function picture(width: number, height: number, isInk: (x: number, y: number) => boolean): BinaryImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = isInk(x, y) ? 1 : 0;
  return { width, height, data };
}
const OPTIONS = { thickest: 4, minLying: 30, minStanding: 60 };
const at = ({ data, width }: BinaryImage, x: number, y: number) => data[y * width + x];

describe('long flat strokes', () => {
  test('go, leaning too, and leave what crosses them', () => {
    const ink = picture(
      100,
      60,
      (x, y) => Math.abs(y - 20 - x / 25) < 1.5 || (x >= 48 && x < 52 && y > 5 && y < 50),
    );
    const rest = removeFlatStrokes(ink, OPTIONS);
    expect(at(rest, 10, 20)).toBe(0);
    expect(at(rest, 90, 24)).toBe(0);
    expect(at(rest, 50, 10)).toBe(1);
    expect(at(rest, 50, 22)).toBe(1);
    expect(at(rest, 50, 45)).toBe(1);
  });

  test('stay where they are as short as those of digits', () => {
    const ink = picture(60, 40, (x, y) => y >= 10 && y < 13 && x >= 10 && x < 35);
    expect(removeFlatStrokes(ink, OPTIONS).data).toEqual(ink.data);
  });

  test('a row with a stroke through all of it is struck out, one of digits is not', () => {
    const strokes = (x: number, y: number) => x % 12 < 3 && y >= 10 && y < 40;
    const row = { x: 0, y: 10, width: 96, height: 30 };
    expect(isStruck(row, picture(96, 50, strokes))).toBe(false);
    expect(
      isStruck(
        row,
        picture(96, 50, (x, y) => strokes(x, y) || Math.abs(y - 25) < 2),
      ),
    ).toBe(true);
  });
});
