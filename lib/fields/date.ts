import type { Evidence } from '../document/result.ts';
import { type CalendarDate, isCalendarDate, isoDate, parseIsoDate } from './calendar.ts';
import type { DateCustoms, DateOrder } from './date-customs.ts';
import { namesUnreadMonth, withoutWords } from './date-words.ts';
import { type DigitString, takeApart } from './digit-string.ts';
import type { FieldReading, PlaceReading, Writing } from './field-reading.ts';
import { type Meaning, weighMeanings } from './weigh-meanings.ts';

export interface DateOptions {
  readonly customs: DateCustoms;
  /** One digit a box, all of them filled: 8, or 6 with a year of two digits. @default false */
  readonly comb?: boolean;
  /** ISO 8601, about when dates are expected; years far from it are less likely. @default no day is likelier than another */
  readonly reference?: string;
}

/** Between two parts that have two digits each, and beside a part that has one. */
const LOST_SIGN = 0.3;
const LOST_SIGN_BESIDE_ONE = 0.05;
/** A space within a part is a wide gap between digits. */
const IGNORED_SPACE = 0.3;
/** The stroke between two parts, read as a digit 1. */
const STROKE = 0.1;
const SHORT_YEAR = 0.7;
/** The rule that did not hold where a day and a year were read, and the name of the month was not. */
export const UNREAD_MONTH = 'month-name';
/** So much of what a place may say names a month: then it does. */
const NAMED = 0.3;
/** Whole units and two decimals, with nothing else between the digits: an amount. */
const AMOUNT = /^\D*\d+[.,]\d\d\D*$/;
/** Three parts with the same sign between. */
const KEPT_APART = /^\d+([/.-])\d+\1\d+$/u;
/** Orders rarer than this are not how people there write. */
const USUAL = 0.1;
/** Of all days from 2000 to 2030 with one of their eight digits changed, 42 % are days again, of the years 1990 to 2049. */
const STILL_A_DAY = 0.42;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

/**
 * The date that stands in a place, as ISO 8601. Days that no calendar has are no meaning, so that the reading that names one
 * wins; an order of day and month that the country's customs leave open shows as `one-meaning` that did not hold. The name of
 * a month that was not read leaves the value null: digits that a less likely writing has in its place are letters misread.
 * Rules: `date-grammar` (an order that is usual there, with its parts kept apart), `date-stroke` (a digit 1 was taken for the
 * stroke between two parts; always repaired), `month-name` (only where the month's name was not read), and those of
 * `weighMeanings`.
 * Throws RangeError for a `reference` that is no date.
 */
export function readDate(place: PlaceReading, options: DateOptions): FieldReading {
  const { page, box, writings } = place;
  const [named] = writings.filter(({ text }) => namesUnreadMonth(text));
  const share = (of: readonly Writing[]) => of.reduce((sum, { probability }) => sum + probability, 0);
  if (named && share(writings.filter(({ text }) => namesUnreadMonth(text))) >= NAMED * share(writings)) {
    const evidence = [{ rule: UNREAD_MONTH, held: false }];
    return { kind: 'date', raw: named.text, value: null, page, box, confidence: 0, evidence };
  }
  return weighMeanings('date', place, 'date-grammar', (text) => dateMeanings(text, options), {
    misread: STILL_A_DAY,
  });
}

/** Every date that a writing can mean; none when it is no date. Throws as `readDate`. */
export function dateMeanings(text: string, { customs, comb = false, reference }: DateOptions): Meaning[] {
  const numeric = withoutWords(text, customs);
  if (numeric === undefined) return [];
  if (!comb && (AMOUNT.test(numeric.text.replaceAll(' ', '')) || namesUnreadMonth(numeric.text))) return [];
  const written = takeApart(numeric.text);
  const near = reference === undefined ? undefined : parseIsoDate(reference).year;
  const orders = Object.entries(numeric.customs) as [DateOrder, number][];
  return orders.flatMap(([order, usage]) =>
    lengthsOf(order, comb, usage >= USUAL).flatMap((lengths) =>
      waysToPart(written, lengths, comb).flatMap((way) => {
        const date = dateOf(order, way.parts, near);
        if (!isCalendarDate(date)) return [];
        const weight =
          usage * way.weight * yearWeight(date.year, near) * (lengths.includes(4) ? 1 : SHORT_YEAR);
        if (weight === 0) return [];
        const evidence: Evidence[] = [{ rule: 'date-grammar', held: usage >= USUAL && way.regular }];
        if (way.strokes > 0) evidence.push({ rule: 'date-stroke', held: true, repaired: true });
        return [{ value: isoDate(date), text: isoDate(date), weight, evidence }];
      }),
    ),
  );
}

/** Whether it is a day, a month and a year with signs between, as neither amounts nor account numbers are written. */
export function isWrittenAsDate(text: string, customs: DateCustoms): boolean {
  return (
    KEPT_APART.test(text) &&
    dateMeanings(text, { customs }).some(({ evidence }) => evidence.every(({ held }) => held))
  );
}

type Lengths = readonly [number, number, number];

/** How many digits the three parts can have. A year of two digits comes first only where that order is usual. */
function lengthsOf(order: DateOrder, comb: boolean, usual: boolean): Lengths[] {
  const years = order === 'YMD' && !usual ? [4] : [4, 2];
  const others = comb ? [2] : [1, 2];
  return years.flatMap((year) =>
    others.flatMap((a) => others.map((b): Lengths => (order === 'YMD' ? [year, a, b] : [a, b, year]))),
  );
}

interface WayToPart {
  readonly parts: readonly [string, string, string];
  readonly weight: number;
  readonly regular: boolean;
  readonly strokes: number;
}

/** Parts the digits in these lengths, also with strokes that were read as a 1 between them. */
function waysToPart(written: DigitString, [a, b, c]: Lengths, comb: boolean): WayToPart[] {
  const { digits } = written;
  const ways: WayToPart[] = [];
  for (const s of comb ? [0] : [0, 1]) {
    for (const t of comb ? [0] : [0, 1]) {
      if (digits.length !== a + b + c + s + t) continue;
      const second = a + s;
      const third = second + b + t;
      if (s === 1 && digits[a] !== '1') continue;
      if (t === 1 && digits[third - 1] !== '1') continue;
      const parts = [digits.slice(0, a), digits.slice(second, second + b), digits.slice(third)] as const;
      const boundaries = [
        { places: s === 1 ? [] : [a], lone: a === 1 || b === 1 },
        { places: t === 1 ? [] : [third], lone: b === 1 || c === 1 },
      ];
      const signs = judgeSigns(written, boundaries, comb);
      if (signs === undefined) continue;
      const strokes = s + t;
      ways.push({ parts, weight: signs.weight * STROKE ** strokes, regular: signs.regular, strokes });
    }
  }
  return ways;
}

interface Boundary {
  /** Digits before it; none where a stroke was read as a digit. */
  readonly places: readonly number[];
  /** Whether one of the parts beside it has a single digit. */
  readonly lone: boolean;
}

/** How well the signs that were read part the digits there; undefined when a sign stands within a part. */
function judgeSigns(
  { gaps }: DigitString,
  boundaries: readonly Boundary[],
  comb: boolean,
): { readonly weight: number; readonly regular: boolean } | undefined {
  const wanted = new Set(boundaries.flatMap(({ places }) => places));
  let weight = 1;
  let regular = true;
  for (const [at, sign] of gaps) {
    if (wanted.has(at)) continue;
    if (sign.trim() !== '') return undefined;
    if (!comb) weight *= IGNORED_SPACE;
  }
  if (comb) return { weight, regular };
  const signs: (string | undefined)[] = [];
  for (const { places, lone } of boundaries) {
    for (const at of places) {
      const sign = gaps.get(at)?.trim();
      signs.push(sign);
      if (sign?.includes('xx')) return undefined;
      if (sign !== undefined) weight *= signWeight(sign);
      else {
        weight *= lone ? LOST_SIGN_BESIDE_ONE : LOST_SIGN;
        regular &&= !lone;
      }
    }
  }
  return { weight, regular: regular && areAlike(signs) };
}

/**
 * Who writes a date in numbers keeps all its parts apart, or none of them. Letters are no such sign, and a comma before the year
 * follows the day where the month has a name.
 */
function areAlike(signs: readonly (string | undefined)[]): boolean {
  const [first, last] = signs;
  if (signs.some((sign) => sign?.includes('x'))) return false;
  if (signs.length < 2) return true;
  return (first === undefined) === (last === undefined) && (last !== ',' || first === ',');
}

function signWeight(sign: string): number {
  if (sign === '/' || sign === '-' || sign === '.') return 1;
  if (sign === '' || sign === ',') return 0.7;
  return sign.length === 1 ? 0.5 : 0.3;
}

function dateOf(
  order: DateOrder,
  parts: readonly [string, string, string],
  near: number | undefined,
): CalendarDate {
  const part = (name: 'D' | 'M' | 'Y') => parts[order.indexOf(name)]!;
  return { year: fullYear(part('Y'), near), month: Number(part('M')), day: Number(part('D')) };
}

/** A year of two digits is the one nearest to `near`, else one from 1970 to 2069. */
function fullYear(text: string, near = 2019): number {
  if (text.length === 4) return Number(text);
  const first = near - 49;
  const year = first - (first % 100) + Number(text);
  return year < first ? year + 100 : year;
}

function yearWeight(year: number, near: number | undefined): number {
  if (year < FIRST_YEAR || year > LAST_YEAR) return 0;
  if (near === undefined) return year >= 1990 && year < 2050 ? 1 : 0.1;
  const far = Math.abs(year - near);
  if (far <= 1) return 1;
  return far <= 10 ? 0.5 : 0.1;
}
