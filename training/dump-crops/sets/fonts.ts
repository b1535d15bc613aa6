import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import opentype from 'opentype.js';
import sharp from 'sharp';
import type { GreyImage } from '../../../lib/document/image.ts';
import { labelCandidates } from '../candidates.ts';
import { type CropSet, type LabelledGlyph, NOT_A_DIGIT_INDEX, type Split } from '../crop-set.ts';
import { requireFile } from '../data-folder.ts';
import { blankInk, drawStroke, trimInk } from '../ink-picture.ts';
import type { Digit } from '../pieces.ts';
import { type Random, randomFor } from '../random.ts';
import { composeLine } from './lines.ts';

/** The fonts that training/fonts/package.json names, and any .ttf or .otf file laid beside it in `extra/`. */
const FONT_FOLDER = join(import.meta.dirname, '../../fonts');
const PACKAGES = join(FONT_FOLDER, 'node_modules/@fontsource');
const EXTRA = join(FONT_FOLDER, 'extra');
const WEIGHTS = ['400', '700'];
/** Every so-manieth font is for validation, in all its weights. */
const VALIDATION_FONTS = 8;
const DRAWINGS = 10;

/** Letters and signs that no digit looks like. */
const OTHERS = [...'ACEFHKMNRUVWXYdehkmnuvwx$€£#%&*+-=/.,:();'];
const OTHER_DRAWINGS = 2;

interface FontFile {
  readonly name: string;
  readonly path: string;
}

async function fontFiles(): Promise<FontFile[]> {
  const names = await readdir(PACKAGES).catch(() => []);
  if (names.length === 0) {
    throw new Error(`Set fonts is missing: looked for ${PACKAGES}. Run npm ci --prefix training/fonts`);
  }
  const files: FontFile[] = [];
  for (const name of names.sort()) {
    const folder = join(PACKAGES, name, 'files');
    const present = new Set(await readdir(folder));
    for (const weight of WEIGHTS) {
      const file = `${name}-latin-${weight}-normal.woff`;
      if (present.has(file)) files.push({ name, path: join(folder, file) });
    }
  }
  for (const file of (await readdir(EXTRA).catch(() => [])).sort()) {
    if (/\.(ttf|otf)$/i.test(file)) files.push({ name: file, path: join(EXTRA, file) });
  }
  return files;
}

interface LoadedFont {
  readonly font: opentype.Font;
  readonly index: number;
  readonly split: Split;
}

async function* loadFonts(): AsyncGenerator<LoadedFont> {
  const files = await fontFiles();
  const names = [...new Set(files.map(({ name }) => name))];
  for (const [index, { name, path }] of files.entries()) {
    const bytes = await readFile(path);
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    yield { font, index, split: names.indexOf(name) % VALIDATION_FONTS === 5 ? 'validation' : 'train' };
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

const LINES_A_FONT = 20;
const LINE_SEED = 21;

/** What the segmenter proposes on lines of print, each in one font, from well apart to touching. */
export const printedCandidates: CropSet = {
  name: 'printed-candidates',
  licence: fonts.licence,
  async *glyphs() {
    for await (const { font, index, split } of loadFonts()) {
      const digits = await lineDigits(font);
      for (let i = 0; digits.length > 0 && i < LINES_A_FONT; i++) {
        const line = composeLine(digits, randomFor(LINE_SEED, index, i));
        for (const { label, ink } of labelCandidates(line)) yield { label, split, ink };
      }
    }
  },
};

/** The font's ten digits as high as those of composed lines. */
async function lineDigits(font: opentype.Font): Promise<Digit[]> {
  const digits: Digit[] = [];
  for (let label = 0; label < 10; label++) {
    const path = font.charToGlyph(String(label)).getPath(0, 0, 100);
    const { x1, y1, x2, y2 } = path.getBoundingBox();
    if (!(x2 > x1 && y2 > y1)) continue;
    const scale = 20 / (y2 - y1);
    const { width, height } = { width: Math.ceil((x2 - x1) * scale), height: 20 };
    const ink = trimInk(
      await rasterize(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
          `<path fill="#fff" transform="scale(${scale}) translate(${-x1} ${-y1})" d="${path.toPathData(3)}"/></svg>`,
      ),
    );
    if (ink) digits.push({ label, ink });
  }
  return digits;
}

async function rasterize(svg: string): Promise<GreyImage> {
  const drawing = sharp(Buffer.from(svg)).toColourspace('b-w').raw();
  const { data, info } = await drawing.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

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

interface Extent {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** SVG shapes filled at 12 to 60 pixels, a little turned and blurred, sometimes stamped: with holes and blots. */
async function drawShape(shape: string, { x1, y1, x2, y2 }: Extent, random: Random): Promise<GreyImage> {
  const size = random.between(12, 60);
  const scale = size / Math.max(x2 - x1, y2 - y1);
  const width = Math.ceil((x2 - x1) * scale) + 8;
  const height = Math.ceil((y2 - y1) * scale) + 8;
  const turn = random.between(-5, 5);
  const lean = random.between(-6, 6);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
    `<g fill="#fff" transform="translate(${width / 2} ${height / 2}) rotate(${turn}) skewX(${lean}) scale(${scale}) ` +
    `translate(${-(x1 + x2) / 2} ${-(y1 + y2) / 2})">${shape}</g></svg>`;
  let drawing = sharp(Buffer.from(svg));
  if (random.next() < 0.4) drawing = drawing.blur(random.between(0.4, size / 25 + 0.5));
  const { data } = await drawing.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const ink = { width, height, data: new Uint8Array(data) };
  return random.next() < 0.2 ? stamped(ink, random) : ink;
}

function stamped(ink: GreyImage, random: Random): GreyImage {
  const holes = blankInk(ink.width, ink.height);
  for (let i = 0; i < 3; i++) {
    const at = { x: random.between(0, ink.width), y: random.between(0, ink.height) };
    drawStroke(holes, [at], random.between(0.03, 0.1) * ink.height);
  }
  return { ...ink, data: ink.data.map((level, i) => Math.max(0, level - holes.data[i]!)) };
}

const E13B = 'fonts/e13b_zschneider_ofl_svg';

/** The digits and the four signs of the MICR line, E-13B. */
export const e13b: CropSet = {
  name: 'e13b',
  licence: 'OFL-1.1',
  async *glyphs(root) {
    const outlines = [...'0123456789', '\u2446', '\u2447', '\u2448', '\u2449'];
    for (const [label, text] of outlines.entries()) {
      const code = text.codePointAt(0)!.toString(16).padStart(4, '0');
      const svg = await readFile(await requireFile(root, E13B, `u${code}.svg`), 'utf8');
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
      const shape = svg.slice(svg.indexOf('</title>') + 8, svg.lastIndexOf('</svg>'));
      if (width === undefined) throw new Error(`Expected a viewBox in u${code}.svg of ${E13B}`);
      for (let i = 0; i < 60; i++) {
        const ink = await drawShape(
          shape,
          { x1: 0, y1: 0, x2: Number(width), y2: Number(height) },
          randomFor(label, i),
        );
        if (!trimInk(ink)) continue;
        yield {
          label: Math.min(label, NOT_A_DIGIT_INDEX),
          split: i % 10 === 7 ? 'validation' : 'train',
          ink,
        };
      }
    }
  },
};
