import type { Evidence, Money } from '../document/result.ts';
import { MICR_REPEATS_ACCOUNT } from './account.ts';
import { addMonths, isoDate, parseIsoDate } from './calendar.ts';
import type { Country } from './country.ts';
import { STALE_MONTHS } from './date-customs.ts';
import type { ExpectedValue, ExpectedValues } from './expected-values.ts';
import type { FieldReading } from './field-reading.ts';
import type { MicrParts } from './micr/micr-meaning.ts';
import { sameNumber } from './same-number.ts';

export interface CrossCheckOptions {
  readonly country?: Country;
  /** ISO 8601, the day on which the document is presented; without it no date is stale or post-dated. */
  readonly today?: string;
  /** Months after its date from which a cheque is stale. @default as the country has it, else 6 */
  readonly staleMonths?: number;
  readonly expected?: ExpectedValues;
}

export type FieldReadings = Readonly<Record<string, FieldReading>>;

const DEFAULT_STALE_MONTHS = 6;

/**
 * Holds fields against each other and against what the caller knows, and adds what came of it to their evidence. Rules:
 * `serial-micr`, `account-micr` (where the country's MICR line repeats the account) and `amount-micr` compare with the field
 * `micr`, but for fields that were taken from it; `date-fresh` and `date-due` compare a date with `today`; `expected` with the
 * caller's value. A field without a value is compared with nothing. Throws RangeError for a `today` that is no date.
 */
export function crossCheck(fields: FieldReadings, options: CrossCheckOptions): FieldReadings {
  const micr = partsOf(fields.micr);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (field.value === null) return [name, field];
      const known = new Set(field.evidence.map(({ rule }) => rule));
      const found = [
        ...micrChecks(name, field, micr, options.country),
        ...dateChecks(field, options),
        ...expectedCheck(
          field,
          Object.hasOwn(options.expected ?? {}, name) ? options.expected?.[name] : undefined,
        ),
      ].filter(({ rule }) => !known.has(rule));
      return [name, found.length === 0 ? field : { ...field, evidence: [...field.evidence, ...found] }];
    }),
  );
}

/** The parts of a MICR line; none where there is no such field or it has no value. */
export function partsOf(micr: FieldReading | undefined): MicrParts {
  const value = micr?.value;
  return typeof value === 'object' && value !== null && !isMoney(value) ? value : {};
}

export function isMoney(value: NonNullable<FieldReading['value']>): value is Money {
  return typeof value === 'object' && typeof value.minorUnits === 'number';
}

function micrChecks(
  name: string,
  { value, box }: FieldReading,
  micr: MicrParts,
  country?: Country,
): Evidence[] {
  if (value === null) return [];
  if (isMoney(value)) {
    if (name !== 'amount' || !/^\d+$/.test(micr.amount ?? '')) return [];
    return [{ rule: 'amount-micr', held: Number(micr.amount) === value.minorUnits }];
  }
  // Without a box it was taken from the MICR line itself.
  if (typeof value !== 'string' || box === undefined) return [];
  const repeated =
    name === 'serial' || (name === 'account' && country !== undefined && MICR_REPEATS_ACCOUNT[country]);
  const other = repeated ? micr[name as 'serial' | 'account'] : undefined;
  return other === undefined ? [] : [{ rule: `${name}-micr`, held: sameNumber(value, other) }];
}

function dateChecks(
  { kind, value }: FieldReading,
  { country, today, staleMonths }: CrossCheckOptions,
): Evidence[] {
  if (kind !== 'date' || typeof value !== 'string' || today === undefined) return [];
  const now = parseIsoDate(today);
  const months = staleMonths ?? (country === undefined ? DEFAULT_STALE_MONTHS : STALE_MONTHS[country]);
  return [
    { rule: 'date-fresh', held: value >= isoDate(addMonths(now, -months)) },
    { rule: 'date-due', held: value <= isoDate(now) },
  ];
}

function expectedCheck({ value }: FieldReading, expected: ExpectedValue | undefined): Evidence[] {
  if (expected === undefined || value === null) return [];
  return [{ rule: 'expected', held: sameValue(value, expected) }];
}

function sameValue(value: NonNullable<FieldReading['value']>, expected: ExpectedValue): boolean {
  if (typeof expected !== 'string') {
    return isMoney(value) && value.minorUnits === expected.minorUnits && value.currency === expected.currency;
  }
  if (typeof value !== 'string') return false;
  return value === expected || sameNumber(value, expected);
}
