import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROP_SIZE, type GreyImage } from '../../lib/document/image.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';

const at = (crop: Uint8Array, x: number, y: number) => crop[y * CROP_SIZE + x]!;

function picture(width: number, height: number, level: (x: number, y: number) => number): GreyImage {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width))),
  };
}

/** The box of the crop's ink as [left, top, width, height]. */
function inkBox(crop: Uint8Array): number[] {
  const inked = [...crop.keys()].filter((i) => crop[i]! > 0);
  const columns = inked.map((i) => i % CROP_SIZE);
  const rows = inked.map((i) => Math.floor(i / CROP_SIZE));
  const left = Math.min(...columns);
  const top = Math.min(...rows);
  return [left, top, Math.max(...columns) - left + 1, Math.max(...rows) - top + 1];
}

describe('normalizeGlyph', () => {
  it('leaves a digit that is made like those of MNIST as it is', () => {
    // An L of 20 rows, 12 wide: full ink, with its centre of mass between 14 and 15 both ways.
    const made = picture(CROP_SIZE, CROP_SIZE, (x, y) => {
      const upright = x >= 12 && x < 15 && y >= 1 && y < 21;
      const foot = x >= 12 && x < 24 && y >= 18 && y < 21;
      return upright || foot ? 255 : 0;
    });
    expect([...normalizeGlyph(made)]).toEqual([...normalizeGlyph({ ...made, data: normalizeGlyph(made) })]);
    expect(inkBox(normalizeGlyph(made)).slice(2)).toEqual([12, 20]);
  });

  it('moves the centre of mass between 14 and 15 and keeps every pixel of a glyph 20 high', () => {
    const glyph = picture(40, 30, (x, y) => (x >= 31 && x < 35 && y >= 3 && y < 23 ? 255 : 0));
    expect(inkBox(normalizeGlyph(glyph))).toEqual([12, 4, 4, 20]);
    expect(normalizeGlyph(glyph).reduce((sum, level) => sum + level, 0)).toBe(4 * 20 * 255);
  });

  it('gives a blank crop for a blank picture and for what is only noise', () => {
    expect(normalizeGlyph(picture(9, 7, () => 0)).every((level) => level === 0)).toBe(true);
    expect(normalizeGlyph(picture(9, 7, () => 23)).every((level) => level === 0)).toBe(true);
    expect(normalizeGlyph({ width: 0, height: 0, data: new Uint8Array(0) })).toHaveLength(CROP_SIZE ** 2);
  });

  it('makes a square of a single pixel', () => {
    const crop = normalizeGlyph(picture(5, 5, (x, y) => (x === 4 && y === 1 ? 90 : 0)));
    expect(inkBox(crop)).toEqual([4, 4, 20, 20]);
    expect(at(crop, 14, 14)).toBe(255);
  });

  it('keeps the proportions of a tall 1 and of a dash', () => {
    expect(inkBox(normalizeGlyph(picture(4, 60, () => 255))).slice(2)).toEqual([1, 20]);
    expect(inkBox(normalizeGlyph(picture(60, 6, () => 255))).slice(2)).toEqual([20, 2]);
  });

  it('stretches faint ink to full ink and leaves paper black', () => {
    const glyph = picture(10, 20, (x) => (x >= 3 && x < 6 ? 100 : 0));
    const crop = normalizeGlyph(glyph);
    expect(new Set(crop)).toEqual(new Set([0, 255]));
  });

  it('stretches by the darkest twentieth, not by one dark pixel', () => {
    const glyph = picture(5, 20, (x, y) => (x === 2 && y === 10 ? 255 : 120));
    expect(at(normalizeGlyph(glyph), 14, 20)).toBe(255);
  });

  it('averages areas when it shrinks', () => {
    // Columns of one pixel, ink and paper by turns, twice as fine as the crop can show, within a solid frame.
    const framed = (x: number, y: number) => Math.min(x, y, 39 - x, 39 - y) < 6;
    const glyph = picture(40, 40, (x, y) => (framed(x, y) || x % 2 === 0 ? 255 : 0));
    const inside = at(normalizeGlyph(glyph), 14, 14);
    expect(inside).toBeGreaterThan(110);
    expect(inside).toBeLessThan(145);
  });

  it('takes another size of ink, and refuses one that does not fit', () => {
    expect(
      inkBox(
        normalizeGlyph(
          picture(10, 10, () => 255),
          { inkSize: 24 },
        ),
      ).slice(2),
    ).toEqual([24, 24]);
    expect(() =>
      normalizeGlyph(
        picture(2, 2, () => 255),
        { inkSize: 29 },
      ),
    ).toThrow('Expected integer between 1 and 28 for inkSize but received 29');
    expect(() =>
      normalizeGlyph(
        picture(2, 2, () => 255),
        { inkSize: 7.5 },
      ),
    ).toThrow(RangeError);
  });

  it('does not depend on where in the picture the glyph stands', () => {
    const glyphs = fc
      .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
      .chain(({ width, height }) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          data: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
        }),
      );
    fc.assert(
      fc.property(glyphs, fc.nat(5), fc.nat(5), (glyph, left, top) => {
        const moved = picture(glyph.width + 9, glyph.height + 9, (x, y) => {
          const inside = x >= left && y >= top && x < left + glyph.width && y < top + glyph.height;
          return inside ? glyph.data[(y - top) * glyph.width + x - left]! : 0;
        });
        expect(normalizeGlyph(moved)).toEqual(normalizeGlyph(glyph));
      }),
    );
  });
});
