import { type CodeOptions, readCode } from './code.ts';
import type { Country } from './country.ts';
import type { FieldReading, PlaceReading } from './field-reading.ts';

/** Digits of a printed serial number. */
export const SERIAL_LENGTHS: Readonly<Record<Country, NonNullable<CodeOptions['length']>>> = {
  US: { min: 2, max: 10 },
  CA: { min: 2, max: 10 },
  GB: { min: 6, max: 6 },
  IN: { min: 6, max: 6 },
  FR: { min: 7, max: 7 },
  BR: { min: 6, max: 6 },
};

/** What ends so is an amount: a serial number has no cents. */
const CENTS = /\d[.,]\d\d$/;

/** The serial number that is printed in a place, of any length where no country is told. Rules as in `readCode`. */
export function readSerial(place: PlaceReading, country?: Country): FieldReading {
  const writings = place.writings.filter(({ text }) => !CENTS.test(text));
  const options = country === undefined ? {} : { length: SERIAL_LENGTHS[country] };
  return readCode('serial', { ...place, writings }, options);
}
