import type { WrongCause } from '../report.ts';
import { type ReportedNumber, samePlace } from './match-numbers.ts';
import type { TruthItem } from './truth-items.ts';

/** Guesses by rule why a reported number is not right, from all strings of a truth that knows them with their places. */
export function guessWrong({ digits, box, page }: ReportedNumber, items: readonly TruthItem[]): WrongCause {
  const there = items.filter(
    ({ regions, page: own }) => own === page && regions.some((region) => samePlace(region, box)),
  );
  const [only, ...others] = there.map(({ groups }) => groups.join(''));
  if (only === undefined) return 'nothing with a digit there';
  if (others.length > 0) return 'several strings as one';
  if (digits.includes(only)) return 'more digits than there';
  return only.includes(digits) ? 'a part of what is there' : 'other digits';
}
