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

/** So many signs in a row are a word that was not read. */
const UNREAD_WORD = /x{3,}/;

/** A date without words: what a month's name said is now a number, and the order is narrowed to its place. */
export interface NumericDate {
  readonly text: string;
  readonly customs: DateCustoms;
}

/** Puts a number for the name of a month; undefined when there are words and none of them is a month. */
export function withoutWords(text: string, customs: DateCustoms): NumericDate | undefined {
  if (UNREAD_WORD.test(text)) return undefined;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
  const bare = plain.replace(/(?<=\d)(?:st|nd|rd|th|er)\b/giu, '');
  const words = [...bare.matchAll(/\p{L}{3,}/gu)];
  if (words.length === 0) return { text: bare, customs };
  for (const [name] of words) {
    const month = MONTHS.findIndex((names) => names.some((begin) => name.toLowerCase().startsWith(begin)));
    if (month < 0) continue;
    const [before = '', after = ''] = bare.split(name);
    const number = String(month + 1).padStart(2, '0');
    const first = !/\d/.test(before);
    return {
      text: first ? `${number}/${after}` : `${before}/${number}/${after}`,
      customs: first ? { MDY: 1 } : { DMY: 1, YMD: 1 },
    };
  }
  return undefined;
}
