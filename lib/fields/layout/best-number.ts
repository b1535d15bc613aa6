import { digitsOf } from '../digit-string.ts';
import type { FieldReading, PlaceReading } from '../field-reading.ts';
import { weighMeanings } from '../weigh-meanings.ts';

/** Account numbers have so many digits. */
const LEAST_DIGITS = 6;
const MOST_DIGITS = 20;

/** The account number that stands in a place: its digits. Rule `account-length`. */
export function bestNumber(place: PlaceReading): FieldReading {
  return weighMeanings('account', place, 'account-length', (text) => {
    const digits = digitsOf(text);
    if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS) return [];
    return [{ value: digits, text: digits, weight: 1, evidence: [{ rule: 'account-length', held: true }] }];
  });
}
