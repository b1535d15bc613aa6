import { type DrawnText, drawnText } from './drawn-text.ts';
import { E13B_GRIDS, E13B_PITCH, E13B_UNIT, isE13bCharacter } from './e13b.ts';
import { gridOutline } from './grid-outline.ts';
import { mapPath, type Path } from './path.ts';

export interface MicrLineOptions {
  readonly dpi: number;
  /** Left edge of the first character's place and bottom edge of the digits, in pixels. */
  readonly x: number;
  readonly baseline: number;
}

/**
 * Draws a line of E-13B: digits and A transit, B amount, C on-us, D dash, a space is an empty place.
 * Characters stand with their right edges on the pitch. Throws RangeError for any other character.
 */
export function drawMicrLine(text: string, options: MicrLineOptions): DrawnText {
  const unit = E13B_UNIT * options.dpi;
  const pitch = E13B_PITCH * options.dpi;
  const placed: { text: string; path: Path }[] = [];
  [...text].forEach((character, place) => {
    if (character === ' ') return;
    if (!isE13bCharacter(character)) {
      throw new RangeError(
        `Expected digits, A, B, C, D or spaces in a MICR line but received "${character}"`,
      );
    }
    const grid = E13B_GRIDS[character];
    const left = options.x + (place + 1) * pitch - grid[0].length * unit;
    const top = options.baseline - grid.length * unit;
    placed.push({
      text: character,
      path: mapPath(gridOutline(grid), ({ x, y }) => ({ x: left + x * unit, y: top + y * unit })),
    });
  });
  return drawnText(text, placed);
}
