import { OTHER } from '../document/model-identity.ts';
import { DIGITS, type FrameScores } from './frames.ts';

/** How much rarer letters are amid an amount than amid all that the line network was shown, which is full of words. */
const AMID = 0.1;

/**
 * What the line network would say had it been shown amounts alone: behind the first digit, what it takes for a letter is a
 * digit written oddly more often than it thinks. The currency sign before the digits stays what it is.
 */
export function withoutLetters({ classes, probabilities }: FrameScores): FrameScores {
  const width = classes.length;
  const other = classes.indexOf(OTHER);
  const digits = [...DIGITS].map((digit) => classes.indexOf(digit));
  const scaled = Float32Array.from(probabilities);
  let noDigitYet = 1;
  for (let at = 0; at < probabilities.length; at += width) {
    const letter = probabilities[at + other] ?? 0;
    const kept = noDigitYet + (1 - noDigitYet) * AMID;
    const total = 1 - letter * (1 - kept);
    if (other >= 0) scaled[at + other] = letter * kept;
    for (let k = 0; k < width; k++) scaled[at + k]! /= total;
    const digit = digits.reduce((sum, column) => sum + (probabilities[at + column] ?? 0), 0);
    noDigitYet *= Math.max(0, 1 - digit);
  }
  return { classes, probabilities: scaled };
}
