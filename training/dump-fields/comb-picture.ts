import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, pasteInk, trimInk } from '../dump-crops/ink-picture.ts';
import { type ComposedLine, composeLine, mannerOf } from '../dump-strips/compose-line.ts';
import type { Hand } from '../dump-strips/hands.ts';

/** Digits in the cells of a comb, and where it is. */
export interface ComposedComb extends ComposedLine {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Cells are about so wide and high, in digit heights. */
const WIDE = [0.95, 1.5] as const;
const HIGH = [1.15, 1.6] as const;
/** Digits stray by so much from the middle of their cell, in cell widths. */
const STRAY = 0.12;

/** Writes one digit into each cell of a printed comb, small or large, in the middle or across its walls. */
export function composeComb(text: string, hand: Hand, random: Random): ComposedComb {
  const manner = mannerOf(hand, true, random);
  const { height } = manner;
  const pitch = Math.round(random.between(...WIDE) * height);
  const tall = Math.round(random.between(...HIGH) * height);
  const margin = Math.round(height);
  const ink = blankInk(2 * margin + text.length * pitch + 1, 2 * margin + tall);
  const box = { x: margin, y: margin, width: text.length * pitch, height: tall };
  drawWalls(ink, box, text.length, random);
  [...text].forEach((digit, i) => {
    const glyph = trimInk(composeLine(digit, hand, manner, random).ink);
    if (glyph === undefined) return;
    const x = margin + (i + 0.5 + random.between(-STRAY, STRAY)) * pitch - glyph.width / 2;
    const y = margin + tall / 2 + random.between(-0.12, 0.12) * height - glyph.height / 2;
    pasteInk(ink, glyph, Math.round(x), Math.round(y));
  });
  return { ink, left: box.x, right: box.x + box.width, height, foot: margin + tall, box };
}

function drawWalls(ink: GreyImage, box: ComposedComb['box'], cells: number, random: Random): void {
  const level = Math.round(random.between(110, 255));
  const thick = 1 + random.below(2);
  const open = random.next() < 0.2;
  const fill = (x: number, y: number, width: number, height: number) => {
    for (let row = y; row < y + height; row++)
      ink.data.fill(level, row * ink.width + x, row * ink.width + x + width);
  };
  if (!open) fill(box.x, box.y, box.width, thick);
  fill(box.x, box.y + box.height - thick, box.width, thick);
  for (let cell = 0; cell <= cells; cell++)
    fill(box.x + Math.round((cell * box.width) / cells), box.y, thick, box.height);
}
