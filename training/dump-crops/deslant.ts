import type { GreyImage } from '../../lib/document/image.ts';
import { blankInk } from './ink-picture.ts';

/** More lean than this is the glyph's own, such as a slash's. */
const MAX_SHEAR = 0.7;

/** Shears the glyph upright: the axis that its second moments give becomes vertical. */
export function deslant(ink: GreyImage): GreyImage {
  const shear = leanOf(ink);
  if (Math.abs(shear) < 0.02) return ink;
  const middle = (ink.height - 1) / 2;
  const margin = Math.ceil(Math.abs(shear) * middle) + 1;
  const out = blankInk(ink.width + 2 * margin, ink.height);
  for (let y = 0; y < ink.height; y++) {
    const shift = shear * (y - middle) - margin;
    for (let x = 0; x < out.width; x++) {
      const from = x + shift;
      const left = Math.floor(from);
      const part = from - left;
      const at = (column: number) =>
        column < 0 || column >= ink.width ? 0 : ink.data[y * ink.width + column]!;
      out.data[y * out.width + x] = Math.round(at(left) * (1 - part) + at(left + 1) * part);
    }
  }
  return out;
}

/** Columns by which the glyph moves right with each row down. */
function leanOf({ width, height, data }: GreyImage): number {
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < data.length; i++) {
    mass += data[i]!;
    sumX += data[i]! * (i % width);
    sumY += data[i]! * Math.floor(i / width);
  }
  if (mass === 0) return 0;
  let xy = 0;
  let yy = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = data[y * width + x]!;
      xy += level * (x - sumX / mass) * (y - sumY / mass);
      yy += level * (y - sumY / mass) ** 2;
    }
  }
  return yy === 0 ? 0 : Math.min(MAX_SHEAR, Math.max(-MAX_SHEAR, xy / yy));
}
