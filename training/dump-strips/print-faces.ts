import type opentype from 'opentype.js';
import type { Split } from '../dump-crops/crop-set.ts';
import { loadFonts } from '../dump-crops/sets/fonts.ts';

/** A face that forms and letters are printed or typed in. */
export interface PrintFace {
  readonly font: opentype.Font;
  readonly split: Split;
  /** Every character is as wide as any other. */
  readonly isTyped: boolean;
}

/** Faces like handwriting, and those of posters: no page of text is set in them. */
const NO_TEXT_FACES = new Set([
  'annie-use-your-telescope',
  'architects-daughter',
  'bad-script',
  'black-ops-one',
  'cedarville-cursive',
  'coming-soon',
  'covered-by-your-grace',
  'dawning-of-a-new-day',
  'give-you-glory',
  'gloria-hallelujah',
  'gochi-hand',
  'handlee',
  'homemade-apple',
  'indie-flower',
  'just-another-hand',
  'kristi',
  'la-belle-aurore',
  'loved-by-the-king',
  'marck-script',
  'over-the-rainbow',
  'permanent-marker',
  'rock-salt',
  'schoolbell',
  'sue-ellen-francisco',
  'waiting-for-the-sunrise',
  'zeyada',
]);

/** Those of the fonts in `training/fonts` that pages of text are set in. Throws an Error where none are installed. */
export async function loadPrintFaces(): Promise<PrintFace[]> {
  const faces: PrintFace[] = [];
  for await (const { font, name, split } of loadFonts()) {
    if (NO_TEXT_FACES.has(name)) continue;
    const [narrow, wide] = ['i', 'W'].map((sign) => font.charToGlyph(sign).advanceWidth);
    faces.push({ font, split, isTyped: narrow === wide });
  }
  return faces;
}
