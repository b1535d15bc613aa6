import { digitsOf } from '../document/digits-of.ts';
import type { DateCustoms } from './date-customs.ts';

/** Beginnings of the months' names in English, French and Portuguese, without accents. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'out'],
  ['nov'],
  ['dec', 'dez'],
];

/** A label that was not read, before a date whose parts signs keep apart: no name of a month belongs to that. */
const LABEL = /^[x .,:]+(?=\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\D*$)/;
/** So many signs in a row are a word that was not read. */
const UNREAD_WORD = /x{3,}/;

/** A day and a year, with signs before or between them. */
const DAY_AND_YEAR = /^(?<before>|.*\D)(?<day>\d{1,2})(?<between>\D+)(?<year>(?:19|20)?\d\d)\D*$/;
const LAST_DAY = 31;
/** Of the letters of a name at least so many are seen to be letters for each that is taken for a digit. */
const MOST_TAKEN = 1.5;

/**
 * Whether a writing names a day and a year, and letters that were not read stand where the name of the month does: `xx 12, 2025`,
 * `12-xx-25`. Some of its letters may have been taken for digits: `xx0xxx20, 2025`. Of a short year one letter is too little,
 * as it may be a sign that keeps numbers apart.
 */
export function namesUnreadMonth(text: string): boolean {
  const { before = '', day = '', between = '', year = '' } = DAY_AND_YEAR.exec(text)?.groups ?? {};
  const letters = [...before, ...between].filter((sign) => sign === 'x').length;
  const taken = digitsOf(before).length;
  if (taken > 0 && (letters < MOST_TAKEN * taken || !/x[^\dx]*$/.test(before))) return false;
  const isWord = year.length === 4 ? letters > 0 : letters > 1 || /[-/., ]x[-/., ]/.test(between);
  return isWord && Number(day) >= 1 && Number(day) <= LAST_DAY;
}

/** Letters in a row that are a word. */
const WORD = /x{2,}/;

/**
 * The writing with the name of a month (1 to 12) where letters were not read; undefined where it names no day and year, or no letters
 * stand with them.
 */
export function withMonth(text: string, month: number): string | undefined {
  if (!namesUnreadMonth(text)) return undefined;
  const { before = '', day = '', between = '', year = '' } = DAY_AND_YEAR.exec(text)!.groups!;
  const name = MONTHS[month - 1]![0]!;
  const isFirst = before.includes('x') && !WORD.test(between);
  return isFirst ? `${name} ${day}, ${year}` : `${day} ${name} ${year}`;
}

/** A date without words: what a month's name said is now a number, and the order is narrowed to its place. */
export interface NumericDate {
  readonly text: string;
  readonly customs: DateCustoms;
}

/** Puts a number for the name of a month; undefined when there are words and none of them is a month. */
export function withoutWords(written: string, customs: DateCustoms): NumericDate | undefined {
  const text = written.replace(LABEL, '');
  if (UNREAD_WORD.test(text)) return undefined;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
  const bare = plain.replace(/(?<=\d)(?:st|nd|rd|th|er)\b/giu, '');
  const words = [...bare.matchAll(/\p{L}{3,}/gu)];
  if (words.length === 0) return { text: bare, customs };
  for (const [name] of words) {
    const month = MONTHS.findIndex((names) => names.some((begin) => name.toLowerCase().startsWith(begin)));
    if (month < 0) continue;
    // A name keeps the parts apart by itself, whatever signs stand beside it: `Oct. 20, 2019`.
    const [before = '', after = ''] = bare.split(name).map((part) => part.replace(/[^\dx]+/g, '/'));
    const number = String(month + 1).padStart(2, '0');
    const first = !/\d/.test(before);
    return {
      text: first ? `${number}/${after}` : `${before}/${number}/${after}`,
      customs: first ? { MDY: 1 } : { DMY: 1, YMD: 1 },
    };
  }
  return undefined;
}
