import type opentype from 'opentype.js';
import type { GreyImage } from '../../lib/document/image.ts';
import { DIGITS } from '../../lib/read/frames.ts';
import { rasterize } from '../dump-crops/draw-shape.ts';
import { trimInk } from '../dump-crops/ink-picture.ts';
import type { Hand } from './hands.ts';
import { pathData } from './path-data.ts';
import type { GlyphPlace } from './place.ts';

/** Digits of fonts are drawn so high, in pixels. */
export const DIGIT_HEIGHT = 40;

/** A font's glyphs at one size. */
export interface FontScale {
  readonly font: opentype.Font;
  /** Of the font's em, in pixels, at which its zero is as high as a digit is drawn. */
  readonly size: number;
}

/** Undefined where the font draws no zero. */
export function fontScale(font: opentype.Font): FontScale | undefined {
  const { y1, y2 } = font.charToGlyph('0').getPath(0, 0, 1).getBoundingBox();
  return y2 > y1 ? { font, size: DIGIT_HEIGHT / (y2 - y1) } : undefined;
}

export interface DrawnGlyph {
  readonly ink: GreyImage;
  /** Where the font sets it. */
  readonly place: GlyphPlace;
}

/** A sign as the font has it, each command of its path changed by `change`; undefined where the font lacks it or draws nothing. */
export async function drawGlyph(
  sign: string,
  { font, size }: FontScale,
  { change = (command: opentype.PathCommand) => command, pen = 0 } = {},
): Promise<DrawnGlyph | undefined> {
  const glyph = font.charToGlyph(sign);
  if (glyph.index === 0) return undefined;
  const path = glyph.getPath(0, 0, size);
  path.commands = path.commands.map(change);
  const { x1, y1, x2, y2 } = path.getBoundingBox();
  if (!(x2 > x1 && y2 > y1)) return undefined;
  const margin = 1 + pen / 2;
  const [width, height] = [x2 - x1, y2 - y1].map((length) => Math.ceil(length + 2 * margin));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
    `<path fill="#fff" stroke="#fff" stroke-linejoin="round" stroke-width="${pen.toFixed(2)}" ` +
    `transform="translate(${margin - x1} ${margin - y1})" d="${pathData(path)}"/></svg>`;
  const ink = trimInk(await rasterize(svg));
  return ink && { ink, place: { height: (y2 - y1) / DIGIT_HEIGHT, foot: -y2 / DIGIT_HEIGHT } };
}

/** A font as a hand of ten digits and the signs that it has; `draw` answers the drawings of a sign. */
export async function fontHand(
  hand: Pick<Hand, 'name' | 'split' | 'printed'>,
  signs: string,
  draw: (sign: string) => Promise<readonly DrawnGlyph[]>,
): Promise<Hand> {
  const glyphs = new Map<string, readonly GreyImage[]>();
  const places = new Map<string, GlyphPlace>();
  for (const sign of DIGITS + signs) {
    const drawn = await draw(sign);
    if (drawn.length === 0) continue;
    glyphs.set(
      sign,
      drawn.map(({ ink }) => ink),
    );
    if (!DIGITS.includes(sign)) places.set(sign, drawn[0]!.place);
  }
  return { ...hand, glyphs, placeOf: (sign) => places.get(sign) };
}
