import { rasterize } from '../dump-crops/draw-shape.ts';
import { trimInk } from '../dump-crops/ink-picture.ts';
import { loadFonts } from '../dump-crops/sets/fonts.ts';
import type { Hand } from './hands.ts';
import type { GlyphPlace } from './place.ts';

/** Characters that a font's lines are set in beside digits. */
const SIGNS = [...'.,/-$€£#*=:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
/** Height of the digits, in pixels, that fonts are drawn at. */
const DIGIT_HEIGHT = 40;

/** Every font as a hand; its glyphs stand where the font sets them. */
export async function printedHands(): Promise<Hand[]> {
  const hands: Hand[] = [];
  for await (const { font, index, split } of loadFonts()) {
    const zero = font.charToGlyph('0').getPath(0, 0, 100).getBoundingBox();
    if (!(zero.y2 > zero.y1)) continue;
    const scale = DIGIT_HEIGHT / (zero.y2 - zero.y1);
    const glyphs = new Map<string, NonNullable<ReturnType<typeof trimInk>>[]>();
    const places = new Map<string, GlyphPlace>();
    for (const text of [...'0123456789', ...SIGNS]) {
      const glyph = font.charToGlyph(text);
      if (glyph.index === 0) continue;
      const path = glyph.getPath(0, 0, 100);
      const { x1, y1, x2, y2 } = path.getBoundingBox();
      if (!(x2 > x1 && y2 > y1)) continue;
      const width = Math.ceil((x2 - x1) * scale) + 2;
      const height = Math.ceil((y2 - y1) * scale) + 2;
      const svg =
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
        `<path fill="#fff" transform="translate(1 1) scale(${scale}) translate(${-x1} ${-y1})" d="${path.toPathData(3)}"/></svg>`;
      const ink = trimInk(await rasterize(svg));
      if (ink === undefined) continue;
      glyphs.set(text, [ink]);
      if (!/\d/u.test(text)) {
        places.set(text, { height: ((y2 - y1) * scale) / DIGIT_HEIGHT, foot: (-y2 * scale) / DIGIT_HEIGHT });
      }
    }
    hands.push({
      name: `font ${index}`,
      split,
      glyphs,
      placeOf: (sign) => places.get(sign),
      printed: true,
    });
  }
  return hands;
}
