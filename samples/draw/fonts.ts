import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';
import type { Path } from './path.ts';

/** Fonts under the SIL Open Font License, from the package registry (development dependencies). */
const FONT_FILES = {
  caveat: '@fontsource/caveat/files/caveat-latin-400-normal.woff',
  kalam: '@fontsource/kalam/files/kalam-latin-300-normal.woff',
  'nothing-you-could-do': '@fontsource/nothing-you-could-do/files/nothing-you-could-do-latin-400-normal.woff',
  'patrick-hand': '@fontsource/patrick-hand/files/patrick-hand-latin-400-normal.woff',
  'reenie-beanie': '@fontsource/reenie-beanie/files/reenie-beanie-latin-400-normal.woff',
  'shadows-into-light': '@fontsource/shadows-into-light/files/shadows-into-light-latin-400-normal.woff',
  'courier-prime': '@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff',
  'courier-prime-bold': '@fontsource/courier-prime/files/courier-prime-latin-700-normal.woff',
  roboto: '@fontsource/roboto/files/roboto-latin-400-normal.woff',
  'roboto-bold': '@fontsource/roboto/files/roboto-latin-700-normal.woff',
  'roboto-currency': '@fontsource/roboto/files/roboto-latin-ext-400-normal.woff',
  'source-serif': '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
  'source-serif-bold': '@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff',
} as const;

export type FontName = keyof typeof FONT_FILES;
export const FONT_NAMES = Object.keys(FONT_FILES) as readonly FontName[];

export interface FontGlyph {
  /** Outline at the size asked for, its pen position at 0,0 and the baseline along y = 0; empty for a space. */
  readonly path: Path;
  /** Pixels from this pen position to the next. */
  readonly advance: number;
}

const loaded = new Map<FontName, opentype.Font>();

function loadFont(name: FontName): opentype.Font {
  const known = loaded.get(name);
  if (known) return known;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(FONT_FILES[name]));
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  loaded.set(name, font);
  return font;
}

/** Outline of one character, `size` pixels to the em. Throws RangeError when the font has no such character. */
export function fontGlyph(name: FontName, character: string, size: number): FontGlyph {
  const font = loadFont(name);
  const glyph = font.charToGlyph(character);
  if (glyph.index === 0) throw new RangeError(`Expected a character of ${name} but received "${character}"`);
  return {
    path: glyph.getPath(0, 0, size).commands,
    advance: ((glyph.advanceWidth ?? 0) * size) / font.unitsPerEm,
  };
}
