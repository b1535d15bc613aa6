import { type CodeOptions, readCode } from './code.ts';
import type { Country } from './country.ts';
import type { FieldReading, PlaceReading } from './field-reading.ts';

/** Digits of a printed account number. */
export const ACCOUNT_LENGTHS: Readonly<Record<Country, NonNullable<CodeOptions['length']>>> = {
  US: { min: 4, max: 17 },
  CA: { min: 5, max: 12 },
  GB: { min: 7, max: 10 },
  IN: { min: 9, max: 18 },
  FR: { min: 11, max: 11 },
  BR: { min: 4, max: 13 },
};

/**
 * Whether the MICR line repeats the printed account number. In India its six digits are a number of the bank's own that is no
 * part of the printed one; in Brazil banks put digits of their own before it; in France it is inside a longer zone.
 */
export const MICR_REPEATS_ACCOUNT: Readonly<Record<Country, boolean>> = {
  US: true,
  CA: true,
  GB: true,
  IN: false,
  FR: false,
  BR: false,
};

/** The account number that is printed or stamped in a place. Rules as in `readCode`. */
export function readAccount(place: PlaceReading, country: Country): FieldReading {
  return readCode('account', place, { length: ACCOUNT_LENGTHS[country] });
}
