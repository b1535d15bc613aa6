import { FONT_CAP_HEIGHT, STROKE_FONT, type StrokeGlyph } from './overlay-font.ts';

export interface TextPathOptions {
  /** Left edge of the text in pixels. */
  readonly x: number;
  /** Baseline in pixels, as in SVG's own text: descenders of g or y reach 0.33 `height` below it. */
  readonly y: number;
  /** Height of a digit or a capital in pixels. */
  readonly height: number;
}

/** What the font does not hold is drawn as this. */
const UNKNOWN = '?';
/** A stroke's width in parts of the text's height that reads well, from a thumbnail to a poster. */
const STROKE_WIDTH = 0.12;

/**
 * The strokes of `text` as the `d` of one SVG path, to be drawn with `fill="none"`, round caps and joins, and
 * `stroke-width` of about `textStrokeWidth(height)`. No system font is needed. A character outside printable ASCII
 * becomes a question mark; text without strokes gives an empty string.
 * Throws RangeError when `height` is not positive.
 */
export function textPath(text: string, { x, y, height }: TextPathOptions): string {
  const scale = scaleOf(height);
  const top = y - height;
  let left = x;
  let path = '';
  for (const character of text) {
    const [advance, strokes] = glyphOf(character);
    if (strokes !== '') {
      for (const stroke of strokes.split('|')) {
        const points = stroke.split(' ').map((point) => {
          const [px, py] = point.split(',');
          return `${round(left + Number(px) * scale)} ${round(top + Number(py) * scale)}`;
        });
        path += `M${points.join('L')}`;
      }
    }
    left += advance * scale;
  }
  return path;
}

/** Width in pixels that `text` takes at a capital height of `height` pixels. Throws RangeError as `textPath` does. */
export function textWidth(text: string, height: number): number {
  const scale = scaleOf(height);
  let units = 0;
  for (const character of text) units += glyphOf(character)[0];
  return units * scale;
}

/** Stroke width in pixels that suits text of `height` pixels; never under a pixel. */
export function textStrokeWidth(height: number): number {
  return Math.max(1, round(height * STROKE_WIDTH));
}

function scaleOf(height: number): number {
  if (!(height > 0)) throw new RangeError(`Expected a positive text height in pixels but received ${height}`);
  return height / FONT_CAP_HEIGHT;
}

function glyphOf(character: string): StrokeGlyph {
  return STROKE_FONT[character] ?? STROKE_FONT[UNKNOWN]!;
}

/** Two decimals are a hundredth of a pixel: enough, and the same text on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
