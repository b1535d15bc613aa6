import { type Random, randomFor } from '../../../local/seeded-random.ts';
import { type CropSet, type LabelledGlyph, NOT_A_DIGIT_INDEX, type Split } from '../crop-set.ts';
import { trimInk } from '../ink-picture.ts';
import { drawMark } from '../marks.ts';
import { cutFromPair, cutHalf, type Digit, digitAndHalf, joinPair } from '../pieces.ts';
import { readMnistTraining } from './idx-digits.ts';

const COUNTS: Readonly<Record<Exclude<Split, 'test'>, number>> = { train: 45_000, validation: 5_000 };
const SEEDS: Readonly<Record<Exclude<Split, 'test'>, number>> = { train: 1, validation: 2 };

/**
 * What a segmenter cuts out of a line when it is wrong, and the good cuts beside them: pairs, halves, a digit with a
 * part of its neighbour, marks (all not-a-digit), and digits cut from touching pairs (still digits).
 * The digits are MNIST's, so validation pieces come from validation writers.
 */
export const pieces: CropSet = {
  name: 'pieces',
  licence: 'made from MNIST (CC BY-SA 3.0) and drawn',
  async *glyphs(root) {
    const all = await readMnistTraining(root);
    for (const split of ['train', 'validation'] as const) {
      const digits = all.filter((digit) => digit.split === split).flatMap(trimmed);
      for (let i = 0; i < COUNTS[split]; i++) {
        const glyph = drawPiece(digits, randomFor(SEEDS[split], i));
        if (glyph) yield { ...glyph, split };
      }
    }
  },
};

function trimmed({ label, ink }: Digit): readonly Digit[] {
  const cut = trimInk(ink);
  return cut ? [{ label, ink: cut }] : [];
}

/** One piece of a random kind; undefined for the draws that would be ambiguous. */
export function drawPiece(
  digits: readonly Digit[],
  random: Random,
): Omit<LabelledGlyph, 'split'> | undefined {
  const kind = random.next();
  const left = digits[random.below(digits.length)]!;
  const right = digits[random.below(digits.length)]!;
  if (kind < 0.25) return cutFromPair(left, right, random);
  const ink =
    kind < 0.5
      ? joinPair(left, right, random).ink
      : kind < 0.7
        ? cutHalf(left, random)
        : kind < 0.85
          ? digitAndHalf(left, right, random)
          : drawMark(random);
  return ink && { label: NOT_A_DIGIT_INDEX, ink };
}
