import { InvalidArgumentError } from 'commander';
import { isoDate, parseIsoDate } from '../lib/fields/calendar.ts';
import { COUNTRIES, type Country, isCountry } from '../lib/fields/country.ts';

/** A country as it is typed. Throws InvalidArgumentError for one whose cheques are not known. */
export function parseCountry(word: string): Country {
  const country = word.toUpperCase();
  if (isCountry(country)) return country;
  throw new InvalidArgumentError(`Expected one of ${COUNTRIES.join(', ')} but received ${word}.`);
}

/** A day as it is typed, ISO 8601. Throws InvalidArgumentError for anything else. */
export function parseDay(word: string): string {
  try {
    return isoDate(parseIsoDate(word));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidArgumentError(`Expected a day such as 2026-03-09 but received ${word}.`);
  }
}
