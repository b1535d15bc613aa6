import { readFile } from 'node:fs/promises';
import { type CropSet, NOT_A_DIGIT_INDEX } from '../crop-set.ts';
import { requireFile } from '../data-folder.ts';
import { invert } from '../ink-picture.ts';
import { readIdxDigits, splitByRun } from './idx-digits.ts';

const SET = 'glyphs/bhmsds';
/** Have a digit's shape: a z without a bar is a 2, a y may be a 4 or a 9. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['y', 'z']);

/** Handwritten digits, operators and letters; dark ink on white paper. */
export const bhmsds: CropSet = {
  name: 'bhmsds',
  licence: 'MIT',
  async *glyphs(root) {
    const classes = JSON.parse(
      await readFile(await requireFile(root, SET, 'classes.json'), 'utf8'),
    ) as string[];
    const symbols = await readIdxDigits(root, SET, 'train');
    for (const [i, symbol] of symbols.entries()) {
      const name = classes[symbol.label]!;
      if (AMBIGUOUS.has(name)) continue;
      const label = /^[0-9]$/.test(name) ? Number(name) : NOT_A_DIGIT_INDEX;
      yield { label, split: splitByRun(i), ink: invert(symbol.ink) };
    }
  },
};
