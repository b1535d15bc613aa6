import { findComponents } from '../../../lib/preprocess/cv/connected-components.ts';
import { type Random, randomFor } from '../../../local/seeded-random.ts';
import { type KnownLine, labelCandidates } from '../candidates.ts';
import type { CropSet, Split } from '../crop-set.ts';
import { blankInk, pasteInk, trimInk } from '../ink-picture.ts';
import type { Digit } from '../pieces.ts';
import { readMnistTraining } from './idx-digits.ts';

const LINES: Readonly<Record<Exclude<Split, 'test'>, number>> = { train: 4_500, validation: 500 };
const SEEDS: Readonly<Record<Exclude<Split, 'test'>, number>> = { train: 11, validation: 12 };
/** MNIST's digits are 20 pixels high; this makes them a quarter of an inch. */
const DPI = 80;
const BINARY_LEVEL = 100;

/** What the segmenter proposes on lines put together from MNIST's digits, apart, touching and overlapping. */
export const lineCandidates: CropSet = {
  name: 'line-candidates',
  licence: 'made from MNIST (CC BY-SA 3.0)',
  async *glyphs(root) {
    const all = await readMnistTraining(root);
    for (const split of ['train', 'validation'] as const) {
      const digits = all
        .filter((digit) => digit.split === split)
        .flatMap(({ label, ink }): Digit[] => {
          const cut = trimInk(ink);
          return cut ? [{ label, ink: cut }] : [];
        });
      for (let i = 0; i < LINES[split]; i++) {
        const line = composeLine(digits, randomFor(SEEDS[split], i));
        for (const { label, ink } of labelCandidates(line)) yield { label, split, ink };
      }
    }
  },
};

/** Three to six digits on one base line, about half of the gaps closed. */
export function composeLine(digits: readonly Digit[], random: Random): KnownLine {
  const count = 3 + random.below(4);
  const chosen = Array.from({ length: count }, () => digits[random.below(digits.length)]!);
  const height = 32;
  const paper = blankInk(
    chosen.reduce((width, { ink }) => width + ink.width + 6, 12),
    height,
  );
  const owners = new Int16Array(paper.data.length).fill(-1);
  const tightness = random.between(-0.2, 0.25);
  let left = 4;
  chosen.forEach(({ ink }, k) => {
    const top = Math.round((height - ink.height) / 2 + random.between(-2.5, 2.5));
    pasteInk(paper, ink, left, top);
    for (let y = 0; y < ink.height; y++) {
      for (let x = 0; x < ink.width; x++) {
        const at = (top + y) * paper.width + left + x;
        if (ink.data[y * ink.width + x]! >= BINARY_LEVEL) owners[at] = k;
      }
    }
    left += Math.max(2, ink.width + Math.round((tightness + random.between(-0.12, 0.12)) * 20));
  });
  const binary = { ...paper, data: paper.data.map((level) => (level >= BINARY_LEVEL ? 1 : 0)) };
  const found = { ...findComponents(binary), height, soft: paper, rules: [] };
  return { found, dpi: DPI, labels: chosen.map(({ label }) => label), owners };
}
