import { digitsOf } from '../../document/digits-of.ts';
import { type Box, unionBoxes } from '../../document/geometry.ts';
import type { Evidence } from '../../document/result.ts';
import { roundProbability } from '../../document/round-probability.ts';
import { readAmount } from '../amount.ts';
import { AMOUNT_STYLES, type AmountStyle } from '../amount-style.ts';
import { checksumHolds } from '../checksums.ts';
import { isCountry } from '../country.ts';
import { dateMeanings } from '../date.ts';
import { DATE_CUSTOMS, type DateCustoms } from '../date-customs.ts';
import type { FieldReading, PlaceReading, Writing } from '../field-reading.ts';
import { weighMeanings } from '../weigh-meanings.ts';
import { lengthRange } from './check-template.ts';
import type { EmptyCell, Template, TemplateField } from './template-schema.ts';

/** What stands in one zone of a field. */
export interface ZoneReading {
  readonly page: number;
  /** In source-page pixels. */
  readonly box: Box;
  /** The likeliest first. Of a comb a character for each cell: a digit, `X` crossed out, `_` blank. */
  readonly writings: readonly Writing[];
  readonly isComb: boolean;
}

/** A field as it was read by a template, with how each of its values is written there. */
export interface TemplateReading {
  readonly field: TemplateField;
  readonly reading: FieldReading;
  /** By the digits of a value, what stands in the field's cells. */
  readonly raws: ReadonlyMap<string, string>;
  /** Nothing stands there: every cell is empty. */
  readonly isEmpty: boolean;
  /** That every cell is empty as the template allows, 0 to 1. */
  readonly emptyProbability: number;
}

/** So many ways to read all zones of a field are weighed. */
const MOST_WRITINGS = 48;
/** For the dates of a country whose customs are not known. */
const ANY_ORDER: DateCustoms = { DMY: 1, MDY: 1, YMD: 1 };

/**
 * The field that stands in a template's zones. Adds to the evidence of its grammar: `cells` (what stands in each cell is
 * allowed there), `length`, and `checksum`.
 */
export function readTemplateField(
  field: TemplateField,
  zones: readonly ZoneReading[],
  country: Template['country'],
): TemplateReading {
  const patterns = joinWritings(zones);
  const isComb = zones.every((zone) => zone.isComb);
  const raws = new Map<string, string>();
  for (const { text } of patterns) if (!raws.has(digitsOf(text))) raws.set(digitsOf(text), text);
  const place: PlaceReading = {
    page: zones[0]!.page,
    box: unionBoxes(zones.map(({ box }) => box)),
    writings: isComb ? digitsOnly(patterns) : patterns,
  };
  const nothing = patterns.filter(({ text }) => isComb && digitsOf(text) === '');
  const emptyProbability = nothing
    .filter(({ text }) => cellsEvidence(text, field.emptyCells ?? []).held)
    .reduce((sum, { probability }) => sum + probability, 0);
  const [likeliest] = patterns;
  const isEmpty = isComb && likeliest !== undefined && digitsOf(likeliest.text) === '';
  if (isEmpty) {
    const { page, box } = place;
    const { text: raw, probability: confidence } = likeliest;
    const evidence = [cellsEvidence(raw, field.emptyCells ?? [])];
    const reading = {
      kind: field.kind,
      raw,
      value: null,
      page,
      box,
      confidence: roundProbability(confidence),
      evidence,
    };
    return { field, reading, raws, isEmpty, emptyProbability };
  }
  const reading = grammarReading(field, place, { country, isComb });
  const digits = digitsOf(reading.raw);
  const raw = (isComb && raws.get(digits)) || reading.raw;
  const evidence: Evidence[] = [...reading.evidence];
  if (isComb && raw !== '') evidence.push(cellsEvidence(raw, field.emptyCells ?? []));
  if (field.checksum && digits !== '')
    evidence.push({ rule: field.checksum, held: checksumHolds(field.checksum, digits) });
  return { field, reading: { ...reading, raw, evidence }, raws, isEmpty, emptyProbability };
}

function grammarReading(
  field: TemplateField,
  place: PlaceReading,
  { country = '', isComb }: { readonly country: string | undefined; readonly isComb: boolean },
): FieldReading {
  switch (field.kind) {
    case 'amount':
      return readAmount(place, { style: amountStyle(field.currency, country) });
    case 'date':
      return readDateBetween(field, place, { country, isComb });
    default:
      return weighMeanings(field.kind, place, 'length', (text) => {
        const digits = digitsOf(text);
        const range = lengthRange(field);
        if (digits === '' || (range && (digits.length < range.min || digits.length > range.max))) return [];
        const evidence = range ? [{ rule: 'length', held: true }] : [];
        return [{ value: digits, text: digits, weight: 1, evidence }];
      });
  }
}

function readDateBetween(
  { dateOrder, earliest = '', latest = '9999' }: TemplateField,
  place: PlaceReading,
  { country, isComb }: { readonly country: string; readonly isComb: boolean },
): FieldReading {
  const customs = dateOrder ? { [dateOrder]: 1 } : isCountry(country) ? DATE_CUSTOMS[country] : ANY_ORDER;
  return weighMeanings('date', place, 'date-grammar', (text) =>
    dateMeanings(text, { customs, comb: isComb }).filter(({ text: day }) => day >= earliest && day <= latest),
  );
}

/** Of the country, else of one with this currency, else as most countries write. */
function amountStyle(currency: string | undefined, country: string): AmountStyle {
  const own = isCountry(country) ? AMOUNT_STYLES[country] : undefined;
  const same = own ?? Object.values(AMOUNT_STYLES).find((style) => style.currency === currency);
  const style = same ?? AMOUNT_STYLES.GB;
  return currency === undefined ? style : { ...style, currency };
}

function cellsEvidence(pattern: string, allowed: readonly EmptyCell[]): Evidence {
  const held =
    (allowed.includes('crossed') || !pattern.includes('X')) &&
    (allowed.includes('blank') || !pattern.includes('_'));
  return { rule: 'cells', held };
}

/** Every way to read the zones one after the other, the likeliest first. A zone that says nothing leaves the field without. */
function joinWritings(zones: readonly ZoneReading[]): Writing[] {
  return zones.reduce<Writing[]>(
    (before, { writings, isComb }, i) =>
      before
        .flatMap(({ text, probability }) =>
          writings.map((own) => ({
            text: i === 0 || isComb ? text + own.text : `${text} ${own.text}`,
            probability: probability * own.probability,
          })),
        )
        .sort((a, b) => b.probability - a.probability)
        .slice(0, MOST_WRITINGS),
    [{ text: '', probability: 1 }],
  );
}

/** Patterns with the same digits are one writing of them. */
function digitsOnly(patterns: readonly Writing[]): Writing[] {
  const sums = new Map<string, number>();
  for (const { text, probability } of patterns) {
    const digits = digitsOf(text);
    if (digits !== '') sums.set(digits, (sums.get(digits) ?? 0) + probability);
  }
  return [...sums]
    .map(([text, probability]) => ({ text, probability }))
    .sort((a, b) => b.probability - a.probability);
}
