import type { GreyImage } from '../document/image.ts';

/** The corners of a glyph, in shares of its sides; paler pixels there are the soft edge of a stroke. */
const CORNER = 0.2;
const LEAST_INK = 90;

/**
 * How much ink the four corners of a glyph hold, from 0 (round) to 1 (square). The picture has one pixel of paper round the
 * glyph, as `cutOut` leaves it.
 */
export function squareness({ width, height, data }: GreyImage): number {
  const across = Math.max(1, Math.round(CORNER * width));
  const down = Math.max(1, Math.round(CORNER * height));
  let inked = 0;
  for (const left of [1, width - 1 - across]) {
    for (const top of [1, height - 1 - down]) {
      for (let y = top; y < top + down; y++)
        for (let x = left; x < left + across; x++) if (data[y * width + x]! > LEAST_INK) inked++;
    }
  }
  return inked / (4 * across * down);
}
