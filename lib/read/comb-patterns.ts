import type { Writing } from '../fields/field-reading.ts';
import type { JudgedCell } from './judge-cells.ts';

/** In a pattern, a cell that is crossed out and one with nothing in it. */
export const CROSSED = 'X';
export const EMPTY = '_';

/** So many patterns are kept, if they are at all likely. */
const MOST_PATTERNS = 32;
const LEAST_PROBABILITY = 1e-6;
/** A cell that is so surely what it is taken for is not tried as anything else. */
const SURE = 0.995;

/**
 * All cells of a comb as one text, the likeliest first: digits, CROSSED and EMPTY. `digits` are the readings of the cells that
 * hold a digit, `loneDigits` of every cell with ink how likely each digit is there; of cells taken for crossed, and of those
 * taken for a digit, one at a time is tried as the other.
 */
export function combPatterns(
  cells: readonly JudgedCell[],
  digits: readonly Writing[],
  loneDigits: readonly ArrayLike<number>[],
): Writing[] {
  const sure = cells.reduce((product, { probability }) => product * probability, 1);
  const fill = (text: string, at = -1, sign = '') => {
    let next = 0;
    return cells
      .map(({ state }, i) => {
        const own = state === 'digit' ? (text[next++] ?? '') : state === 'crossed' ? CROSSED : EMPTY;
        return i === at ? sign : own;
      })
      .join('');
  };
  const whole = digits.length > 0 ? digits : [{ text: '', probability: 1 }];
  const patterns = whole.map(({ text, probability }) => ({
    text: fill(text),
    probability: probability * sure,
  }));
  const [best] = whole;
  cells.forEach(({ state, probability }, i) => {
    if (state === 'blank' || probability >= SURE) return;
    const other = (best!.probability * sure * (1 - probability)) / probability;
    if (state === 'digit') patterns.push({ text: fill(best!.text, i, CROSSED), probability: other });
    else {
      Array.from(loneDigits[i]!).forEach((share, digit) => {
        patterns.push({ text: fill(best!.text, i, String(digit)), probability: other * share });
      });
    }
  });
  return patterns
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MOST_PATTERNS);
}
