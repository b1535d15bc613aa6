import { loadFonts } from '../dump-crops/sets/fonts.ts';
import { drawGlyph, fontHand, fontScale } from './font-hand.ts';
import type { Hand } from './hands.ts';

/** Characters that a font's lines are set in beside digits. */
const SIGNS = '.,/-$€£#*=:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Every font as a hand; its glyphs stand where the font sets them. */
export async function printedHands(): Promise<Hand[]> {
  const hands: Hand[] = [];
  for await (const { font, index, split } of loadFonts()) {
    const scale = fontScale(font);
    if (scale === undefined) continue;
    const about = { name: `font ${index}`, split, printed: true };
    hands.push(await fontHand(about, SIGNS, async (sign) => asDrawn(await drawGlyph(sign, scale))));
  }
  return hands;
}

const asDrawn = <T>(drawn: T | undefined): T[] => (drawn === undefined ? [] : [drawn]);
