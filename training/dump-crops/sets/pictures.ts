import { type CropSet, NOT_A_DIGIT_INDEX } from '../crop-set.ts';
import { type LabelRow, readLabels } from '../data-folder.ts';
import { allInk, centralInk, findInk, readGrey } from '../found-ink.ts';
import { invert, trimInk } from '../ink-picture.ts';
import { splitByRun } from './idx-digits.ts';

/** Sets of pictures of one glyph each. */

/** Letters that have a digit's shape: neither name would be wrong. */
const LIKE_A_DIGIT: ReadonlySet<string> = new Set([...'OoDQIiltLjJrSsZzBbhGgCcqyaAeTYPpf']);

function labelOf(text: string): number | undefined {
  if (/^[0-9]$/.test(text)) return Number(text);
  return LIKE_A_DIGIT.has(text) ? undefined : NOT_A_DIGIT_INDEX;
}

interface PictureOptions {
  readonly dpi: number;
  readonly inverted?: boolean;
  /** The picture holds neighbours too: only what stands in the middle counts. */
  readonly central?: boolean;
}

async function* pictures(root: string, set: string, options: PictureOptions) {
  for (const [i, row] of (await readLabels(root, set)).entries()) {
    const label = labelOf(row.text);
    const ink = label === undefined ? undefined : await inkOf(row, options);
    if (label !== undefined && ink) yield { label, ink, split: splitByRun(i) };
  }
}

async function inkOf(row: LabelRow, options: PictureOptions) {
  const grey = await readGrey(row.file);
  const found = findInk(options.inverted ? invert(grey) : grey, options.dpi);
  const ink = options.central && row.text !== 'empty' ? centralInk(found) : allInk(found);
  const trimmed = ink && trimInk(ink);
  // An upright bit of a box's rule is what a printed 1 looks like.
  if (trimmed === undefined || (row.text === 'empty' && trimmed.width < 0.5 * trimmed.height))
    return undefined;
  return trimmed;
}

const PHOTOS = { set: 'glyphs/photos-62', dpi: 120 };

/** Letters and digits written on paper, photographed. */
export const photos: CropSet = {
  name: 'photos-62',
  licence: 'MIT',
  glyphs: (root) => pictures(root, PHOTOS.set, PHOTOS),
};

/** All of their letters, those with a digit's shape too: in a word there is no mistaking them. */
export async function* photographedLetters(root: string) {
  for (const [i, row] of (await readLabels(root, PHOTOS.set)).entries()) {
    const ink = /^[A-Za-z]$/u.test(row.text) ? await inkOf(row, PHOTOS) : undefined;
    if (ink) yield { letter: row.text, ink, split: splitByRun(i) };
  }
}

/** Digits cut from old church books with what stands around them. */
export const dida: CropSet = {
  name: 'dida',
  licence: 'GPL-3.0',
  glyphs: (root) => pictures(root, 'glyphs/dida', { dpi: 150, central: true }),
};

/** Printed digits and empty cells of number puzzles, bright on black. */
export const printedCells: CropSet = {
  name: 'printed-cells',
  licence: 'MIT',
  glyphs: (root) => pictures(root, 'glyphs/printed-cells', { dpi: 100, inverted: true, central: true }),
};
