import { type Box, gapY, overlapX, unionBoxes } from '../document/geometry.ts';
import type { TextLine } from './text-line.ts';

/** Glyphs below each other are a row of text that runs down the page if there are so many of them ... */
const LEAST_GLYPHS = 5;
/** ... in lines of their own, of so few components ... */
const MOST_COMPONENTS = 2;
/** ... that share so much of the narrower one's width, as near as this to each other, in widths. */
const SHARED_WIDTH = 0.6;
const MAX_GAP = 1.1;
/** Turned glyphs are at most so much higher, and at least as high, as they are wide. */
const MOST_HEIGHT = 1.3;
const LEAST_HEIGHT = 0.2;

/** Where text seems to run up or down the page: a number stamped along its side. Boxes in prepared-page pixels. */
export function findStanding(lines: readonly TextLine[]): Box[] {
  const glyphs = lines
    .filter(({ pieces, box }) => componentsIn(pieces) <= MOST_COMPONENTS && isGlyph(box))
    .map(({ box }) => box)
    .sort((a, b) => a.y - b.y);
  const chains: Box[][] = [];
  for (const box of glyphs) {
    const chain = chains.find((other) => follows(box, other.at(-1)!));
    if (chain) chain.push(box);
    else chains.push([box]);
  }
  return chains.filter(({ length }) => length >= LEAST_GLYPHS).map(unionBoxes);
}

/** A glyph that lies on its side is as wide as two, and was cut as if it were. */
function componentsIn(pieces: TextLine['pieces']): number {
  return new Set(pieces.map(({ label }) => label)).size;
}

function isGlyph({ width, height }: Box): boolean {
  return height <= MOST_HEIGHT * width && height >= LEAST_HEIGHT * width;
}

function follows(below: Box, above: Box): boolean {
  const width = Math.min(below.width, above.width);
  return overlapX(below, above) >= SHARED_WIDTH * width && gapY(below, above) <= MAX_GAP * width;
}
