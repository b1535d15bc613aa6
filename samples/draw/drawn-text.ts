import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { type Path, pathBounds, translatePath } from './path.ts';

export interface DrawnGlyph {
  readonly text: string;
  readonly path: Path;
  /** Around the ink, in pixels, not rounded. */
  readonly box: Box;
}

/** A string drawn as outlines. Spaces leave no glyph. */
export interface DrawnText {
  readonly text: string;
  readonly glyphs: readonly DrawnGlyph[];
  /** All glyphs in one path, for `svgPath`. */
  readonly path: Path;
  /** Around all ink. */
  readonly box: Box;
}

/** Puts glyphs together. Throws RangeError when there is none, or none with ink. */
export function drawnText(
  text: string,
  paths: readonly { readonly text: string; readonly path: Path }[],
): DrawnText {
  const glyphs = paths
    .filter(({ path }) => path.length > 0)
    .map((glyph) => ({ ...glyph, box: pathBounds(glyph.path) }));
  return {
    text,
    glyphs,
    path: glyphs.flatMap(({ path }) => path),
    box: unionBoxes(glyphs.map(({ box }) => box)),
  };
}

export function moveText(drawn: DrawnText, dx: number, dy: number): DrawnText {
  return drawnText(
    drawn.text,
    drawn.glyphs.map(({ text, path }) => ({ text, path: translatePath(path, dx, dy) })),
  );
}

/** The words of `drawn` that hold a digit, each as a drawn text of its own. */
export function numbersIn(drawn: DrawnText): readonly DrawnText[] {
  let first = 0;
  return drawn.text
    .split(' ')
    .filter((word) => word.length > 0)
    .flatMap((word) => {
      const glyphs = drawn.glyphs.slice(first, first + word.length);
      first += word.length;
      return /\d/.test(word) ? [drawnText(word, glyphs)] : [];
    });
}
