import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import opentype from 'opentype.js';
import { randomFor } from '../../../local/seeded-random.ts';
import { type CropSet, type LabelledGlyph, NOT_A_DIGIT_INDEX, type Split } from '../crop-set.ts';
import { drawShape } from '../draw-shape.ts';

/** The fonts that the package.json of a folder of training/ names, and any .ttf or .otf file laid beside it in `extra/`. */
const TRAINING = join(import.meta.dirname, '../..');
const WEIGHTS = ['400', '700'];
/** Every so-manieth font is for validation, in all its weights. */
const VALIDATION_FONTS = 8;
const DRAWINGS = 10;

/** Letters and signs that no digit looks like. */
const OTHERS = [...'ACEFHKMNRUVWXYdehkmnuvwx$€£#%&*+-=/.,:();'];
const OTHER_DRAWINGS = 2;

/** Faces of print and of digits by hand, and faces that words are written in by hand. */
export type FontSet = 'fonts' | 'handwriting';

interface FontFile {
  readonly name: string;
  readonly path: string;
}

async function fontFiles(set: FontSet): Promise<FontFile[]> {
  const packages = join(TRAINING, set, 'node_modules/@fontsource');
  const extra = join(TRAINING, set, 'extra');
  const names = await readdir(packages).catch(() => []);
  if (names.length === 0) {
    throw new Error(`Set ${set} is missing: looked for ${packages}. Run npm ci --prefix training/${set}`);
  }
  const files: FontFile[] = [];
  for (const name of names.sort()) {
    const folder = join(packages, name, 'files');
    const present = new Set(await readdir(folder));
    for (const weight of WEIGHTS) {
      const file = `${name}-latin-${weight}-normal.woff`;
      if (present.has(file)) files.push({ name, path: join(folder, file) });
    }
  }
  for (const file of (await readdir(extra).catch(() => [])).sort()) {
    if (/\.(ttf|otf)$/i.test(file)) files.push({ name: file, path: join(extra, file) });
  }
  return files;
}

interface LoadedFont {
  /** Of its package, or of its file in `extra/`. */
  readonly name: string;
  readonly font: opentype.Font;
  readonly index: number;
  readonly split: Split;
}

/** Throws an Error that names what is missing where the set's packages are not installed. */
export async function* loadFonts(set: FontSet = 'fonts'): AsyncGenerator<LoadedFont> {
  const files = await fontFiles(set);
  const names = [...new Set(files.map(({ name }) => name))];
  for (const [index, { name, path }] of files.entries()) {
    const bytes = await readFile(path);
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    yield { name, font, index, split: names.indexOf(name) % VALIDATION_FONTS === 5 ? 'validation' : 'train' };
  }
}

/** Printed, stencilled, typed and script-like characters from openly licensed fonts. */
export const fonts: CropSet = {
  name: 'fonts',
  licence: 'OFL-1.1, Apache-2.0 and UFL-1.0 fonts, see training/fonts/package.json',
  async *glyphs() {
    for await (const { font, index, split } of loadFonts()) yield* charactersOf(font, index, split);
  },
};

/** Digits as hands write them that the other sets lack, from faces like handwriting; their letters join, and are left to the lines. */
export const handwriting: CropSet = {
  name: 'handwriting',
  licence: 'OFL-1.1 and Apache-2.0 fonts, see training/handwriting/package.json',
  async *glyphs() {
    for await (const { font, index, split } of loadFonts('handwriting')) {
      for await (const glyph of charactersOf(font, index, split)) {
        if (glyph.label !== NOT_A_DIGIT_INDEX) yield glyph;
      }
    }
  },
};

async function* charactersOf(font: opentype.Font, seed: number, split: Split): AsyncGenerator<LabelledGlyph> {
  const digits = [...'0123456789'].map((text) => ({ text, label: Number(text), drawings: DRAWINGS }));
  const others = OTHERS.map((text) => ({ text, label: NOT_A_DIGIT_INDEX, drawings: OTHER_DRAWINGS }));
  for (const { text, label, drawings } of [...digits, ...others]) {
    const glyph = font.charToGlyph(text);
    if (glyph.index === 0) continue;
    const path = glyph.getPath(0, 0, 100);
    const { x1, y1, x2, y2 } = path.getBoundingBox();
    if (!(x2 > x1 && y2 > y1)) continue;
    for (let i = 0; i < drawings; i++) {
      const random = randomFor(seed, text.codePointAt(0)!, i);
      const ink = await drawShape(`<path d="${path.toPathData(3)}"/>`, { x1, y1, x2, y2 }, random);
      yield { label, split, ink };
    }
  }
}
