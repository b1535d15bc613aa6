import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, drawStroke, type Point, pasteInk } from '../dump-crops/ink-picture.ts';

/** A glyph and where its upper left corner lies. */
export interface LaidGlyph {
  readonly ink: GreyImage;
  readonly x: number;
  readonly y: number;
}

const INKED = 96;
/** The pen goes from glyph to glyph in their upper part, this share of their height from the top. */
const HIGHEST = 0.05;
const LOWEST = 0.55;
/** By how much the stroke between them sags, as a share of the glyph's height. */
const MOST_SAG = 0.3;

/** Draws the stroke by which a hurried pen goes on from one glyph to the next without being lifted: `000` in one go. */
export function joinGlyphs(
  paper: GreyImage,
  from: LaidGlyph,
  to: LaidGlyph,
  thickness: number,
  random: Random,
): void {
  const start = edgeOf(from, 'right', random);
  const end = edgeOf(to, 'left', random);
  if (start === undefined || end === undefined || end.x <= start.x) return;
  const middle = {
    x: (start.x + end.x) / 2,
    y: (start.y + end.y) / 2 + random.between(-0.1, MOST_SAG) * from.ink.height,
  };
  const left = Math.floor(start.x - thickness);
  const top = Math.floor(Math.min(start.y, middle.y, end.y) - thickness);
  const stroke = blankInk(
    Math.ceil(end.x + thickness) - left + 1,
    Math.ceil(Math.max(start.y, middle.y, end.y) + thickness) - top + 1,
  );
  const local = ({ x, y }: Point) => ({ x: x - left, y: y - top });
  drawStroke(stroke, [start, middle, end].map(local), thickness);
  pasteInk(paper, stroke, left, top);
}

/** Where the glyph's ink ends on one side in a row of its upper part. */
function edgeOf({ ink, x, y }: LaidGlyph, side: 'left' | 'right', random: Random): Point | undefined {
  const row = Math.min(ink.height - 1, Math.floor(random.between(HIGHEST, LOWEST) * ink.height));
  const levels = ink.data.subarray(row * ink.width, (row + 1) * ink.width);
  const isInked = (level: number) => level >= INKED;
  const column = side === 'left' ? levels.findIndex(isInked) : levels.findLastIndex(isInked);
  return column < 0 ? undefined : { x: x + column + 0.5, y: y + row + 0.5 };
}
