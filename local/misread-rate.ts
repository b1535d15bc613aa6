import { InvalidArgumentError } from 'commander';
import { isMisreadRate } from '../lib/read/calibration.ts';

/** A misread rate as it is typed. Throws InvalidArgumentError for anything else. */
export function parseMisreadRate(word: string): number {
  const rate = Number(word);
  if (word.trim() !== '' && isMisreadRate(rate)) return rate;
  throw new InvalidArgumentError(`Expected a rate of at least 0 and under 1 but received ${word}.`);
}
