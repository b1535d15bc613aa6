import { rasterize } from '../dump-crops/draw-shape.ts';
import { trimInk } from '../dump-crops/ink-picture.ts';
import { loadFonts } from '../dump-crops/sets/fonts.ts';
import type { Hand } from './hands.ts';

/** Characters that a font's lines are set in beside digits. */
const SIGNS = [...'.,/-$€£#*=ABCDEFHKMNPRSTUVWXYaehkmnrsuvwx'];
/** Height of the digits, in pixels, that fonts are drawn at. */
const DIGIT_HEIGHT = 40;

/** Every font as a hand; its glyphs keep their size relative to each other, and their place is told by `placeOf`. */
export async function printedHands(): Promise<Hand[]> {
  const hands: Hand[] = [];
  for await (const { font, index, split } of loadFonts()) {
    const zero = font.charToGlyph('0').getPath(0, 0, 100).getBoundingBox();
    if (!(zero.y2 > zero.y1)) continue;
    const scale = DIGIT_HEIGHT / (zero.y2 - zero.y1);
    const glyphs = new Map<string, NonNullable<ReturnType<typeof trimInk>>[]>();
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
      if (ink) glyphs.set(text, [ink]);
    }
    hands.push({ name: `font ${index}`, split, glyphs, printed: true });
  }
  return hands;
}

/** Height in digits, and by how much the foot lies over the base line, of what is set smaller than a digit. */
export function placeOf(sign: string): { readonly height: number; readonly foot: number } | undefined {
  switch (sign) {
    case '.':
      return { height: 0.14, foot: 0 };
    case ',':
      return { height: 0.32, foot: -0.18 };
    case '-':
      return { height: 0.1, foot: 0.36 };
    case '=':
      return { height: 0.35, foot: 0.28 };
    case '*':
      return { height: 0.45, foot: 0.5 };
    default:
      return undefined;
  }
}
