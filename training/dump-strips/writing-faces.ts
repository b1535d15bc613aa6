import type { Split } from '../dump-crops/crop-set.ts';
import { loadFonts } from '../dump-crops/sets/fonts.ts';
import type { WritingFace } from './compose-words.ts';

/** A face that trains, or validates. */
export interface SplitFace extends WritingFace {
  readonly split: Split;
}

/** What amounts in words are written with. */
const SIGNS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/&-'];

/** Those of the faces of training/handwriting that have all signs. Throws an Error where none are installed. */
export async function loadHandwriting(): Promise<SplitFace[]> {
  const faces: SplitFace[] = [];
  for await (const { font, split } of loadFonts('handwriting')) {
    if (SIGNS.every((sign) => font.charToGlyph(sign).index > 0)) faces.push({ font, split, isPrint: false });
  }
  return faces;
}
