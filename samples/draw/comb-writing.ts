import { type DrawnText, drawnText, moveText } from './drawn-text.ts';
import { drawHandwriting, type HandwritingOptions } from './handwriting.ts';
import type { Path } from './path.ts';
import type { Random } from './random.ts';
import type { Comb } from './rules.ts';

/**
 * Writes one character into each cell of `comb`: `_` leaves a cell blank, `X` is left to `combCrosses`.
 * The text of the result is the characters alone. Throws RangeError when `text` does not fill the comb.
 */
export function drawInComb(
  text: string,
  comb: Comb,
  hand: Omit<HandwritingOptions, 'x' | 'baseline'>,
): DrawnText {
  if (text.length !== comb.cells) {
    throw new RangeError(`Expected ${comb.cells} characters for the comb but received "${text}"`);
  }
  const glyphs = [...text].flatMap((character, cell) => {
    if (character === '_' || character === 'X') return [];
    const drawn = drawHandwriting(character, { ...hand, x: 0, baseline: 0 });
    const stray = { x: hand.random.normal(0, 0.08), y: hand.random.normal(0, 0.06) };
    const centre = {
      x: comb.x + (cell + 0.5 + stray.x) * comb.cellWidth,
      y: comb.y + (0.5 + stray.y) * comb.height,
    };
    const { x, y, width, height } = drawn.box;
    return moveText(drawn, centre.x - x - width / 2, centre.y - y - height / 2).glyphs;
  });
  return drawnText(glyphs.map((glyph) => glyph.text).join(''), glyphs);
}

/** Pen strokes across the cells that `text` marks with `X`; give them a stroke. */
export function combCrosses(text: string, comb: Comb, random: Random): Path {
  return [...text].flatMap((character, cell): Path => {
    if (character !== 'X') return [];
    const left = comb.x + cell * comb.cellWidth;
    const at = (x: number, y: number) => ({
      x: left + (x + random.normal(0, 0.05)) * comb.cellWidth,
      y: comb.y + (y + random.normal(0, 0.05)) * comb.height,
    });
    const stroke = (fromX: number, fromY: number, toX: number, toY: number): Path => {
      const bend = at((fromX + toX) / 2, (fromY + toY) / 2);
      return [
        { type: 'M', ...at(fromX, fromY) },
        { type: 'Q', x1: bend.x, y1: bend.y, ...at(toX, toY) },
      ];
    };
    return [...stroke(0.2, 0.17, 0.8, 0.84), ...stroke(0.82, 0.16, 0.2, 0.82)];
  });
}
