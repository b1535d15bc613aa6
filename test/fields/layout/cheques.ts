import type { Box } from '../../../lib/document/geometry.ts';
import type { ChequeLook, ChequeMarks, PlacedLine } from '../../../lib/fields/layout/cheque-look.ts';
import { lookAtCheque } from '../../../lib/fields/layout/look-at-cheque.ts';

export const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

export const lying = (x: number, y: number, length: number) => ({
  direction: 'lying' as const,
  box: box(x, y, length, 2),
});
export const standing = (x: number, y: number, length: number) => ({
  direction: 'standing' as const,
  box: box(x, y, 2, length),
});

/** Glyphs two thirds as wide as high, a sixth of their height apart; a space is a gap of one height. */
export function line(text: string, x: number, y: number, height = 24): PlacedLine {
  const pieces: { box: Box }[] = [];
  let at = x;
  for (const sign of text) {
    if (sign === ' ') at += height;
    else {
      pieces.push({ box: box(at, y, (2 * height) / 3, height) });
      at += (5 * height) / 6;
    }
  }
  const last = pieces.at(-1)!.box;
  return { box: box(x, y, last.x + last.width - x, height), height, pieces };
}

export function look(parts: Partial<ChequeMarks>): ChequeLook {
  return lookAtCheque({ width: 2_000, height: 900, rules: [], lines: [], numbers: [], ...parts });
}

/** Four sides, and walls between. */
export function ruledBox(x: number, y: number, width: number, height: number, cells = 1) {
  const walls = Array.from({ length: cells + 1 }, (_, i) => standing(x + (i * width) / cells, y, height));
  return [lying(x, y, width), lying(x, y + height, width), ...walls];
}
