import { digitsOf } from '../../../lib/document/digits-of.ts';
import type { Field } from '../../../lib/document/result.ts';
import { amountMeanings } from '../../../lib/fields/amount.ts';
import { AMOUNT_STYLES } from '../../../lib/fields/amount-style.ts';
import { type Country, isCountry } from '../../../lib/fields/country.ts';
import { dateMeanings } from '../../../lib/fields/date.ts';
import { DATE_CUSTOMS } from '../../../lib/fields/date-customs.ts';
import type { Meaning } from '../../../lib/fields/weigh-meanings.ts';
import type { DocumentTruth } from '../shapes/truth.ts';

/** What a field of a document should say. */
export interface FieldTruth {
  /** As the truth calls it: `amountAsWritten`. */
  readonly name: string;
  /** As the result calls it: `amount`. */
  readonly field: string;
  readonly text: string;
}

/** Crossed and blank cells of a comb. */
const EMPTY_CELLS = /^[X_]+$/u;

/** Names of the truth for what is called otherwise in a result. */
const RESULT_NAMES: Readonly<Record<string, string>> = {
  amountAsWritten: 'amount',
  amountMinor: 'amount',
  dateAsWritten: 'date',
};

/** What a result calls a field of the truth. */
export function resultName(name: string): string {
  return RESULT_NAMES[name] ?? name;
}

/** The fields of a truth that can be compared: each once, and none with a character that nobody could read. */
export function fieldTruths({ fields }: DocumentTruth): FieldTruth[] {
  return Object.entries(fields).flatMap(([name, text]) => {
    if (text.includes('?')) return [];
    if (name === 'amountMinor' && fields.amountAsWritten !== undefined) return [];
    if (name === 'amountAsWritten' && fields.amount !== undefined) return [];
    if (name === 'dateAsWritten' && fields.date !== undefined) return [];
    return [{ name, field: resultName(name), text }];
  });
}

/** Whether a field of a result says what the truth does; the rules are in docs/accuracy.md. */
export function agrees({ name, text }: FieldTruth, field: Field | undefined, truth: DocumentTruth): boolean {
  if (field === undefined) return false;
  // Cells that are all empty have no value: what stands in them is all there is to compare.
  if (field.value === null) return EMPTY_CELLS.test(text) && withoutSpaces(field.raw) === text;
  switch (field.kind) {
    case 'amount':
      return String(Reflect.get(Object(field.value), 'minorUnits')) === minorUnitsOf(name, text, truth);
    case 'date':
      return field.value === isoDateOf(text, truth);
    case 'micr':
      return withoutSpaces(field.raw) === withoutSpaces(text);
    default:
      // A form's blank and crossed cells are a part of what stands there.
      return /[X_]/u.test(text) ? withoutSpaces(field.raw) === text : field.value === digitsOf(text);
  }
}

/** What a result says, as the truth would write it; empty where there is nothing. */
export function writtenValue(field: Field | undefined): string {
  if (field === undefined || field.value === null) return field?.raw ?? '';
  const { value, kind, raw } = field;
  if (kind === 'micr') return raw;
  return typeof value === 'string' ? value : String(Reflect.get(value, 'minorUnits') ?? raw);
}

/** An amount without a decimal sign is whole units. */
function minorUnitsOf(name: string, text: string, truth: DocumentTruth): string | undefined {
  if (name === 'amountMinor') return text;
  if (name === 'amount' && /^\d+$/u.test(text)) return `${text}00`;
  if (truth.fields.amountMinor !== undefined) return truth.fields.amountMinor;
  return likeliest(amountMeanings(text, { style: AMOUNT_STYLES[countryOf(truth)] }), (value) =>
    String(Reflect.get(Object(value), 'minorUnits')),
  );
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A month by its name comes first or second and makes the order plain. */
function isoDateOf(text: string, truth: DocumentTruth): string | undefined {
  const named = text
    .toLowerCase()
    .replace(/([a-z]{3})[a-z]*\.?/u, (_, name) => `${MONTHS.indexOf(name) + 1}`);
  const written = named.replace(/[ ,]+/gu, '/');
  const isEight = /^\d{8}$/u.test(written);
  const customs = DATE_CUSTOMS[countryOf(truth)];
  return likeliest(dateMeanings(written, { customs, comb: isEight }), String);
}

function likeliest(
  meanings: readonly Meaning[],
  text: (value: Meaning['value']) => string,
): string | undefined {
  const [best] = [...meanings].sort((a, b) => b.weight - a.weight);
  return best && text(best.value);
}

/** The sets that name no country write days first. */
function countryOf({ country }: DocumentTruth): Country {
  return country !== undefined && isCountry(country) ? country : 'GB';
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, '');
}
