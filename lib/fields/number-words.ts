import type { AmountStyle } from './amount-style.ts';

/** A word that amounts are written with, and how people spell it: as the dictionary has it first. Small letters. */
export type Spellings = readonly [string, ...string[]];

const UNITS: readonly Spellings[] = [
  ['one'],
  ['two'],
  ['three'],
  ['four'],
  ['five'],
  ['six'],
  ['seven'],
  ['eight', 'eigth'],
  ['nine'],
];
const TEENS: readonly Spellings[] = [
  ['ten'],
  ['eleven'],
  ['twelve', 'twelwe'],
  ['thirteen'],
  ['fourteen'],
  ['fifteen', 'fiveteen'],
  ['sixteen'],
  ['seventeen'],
  ['eighteen', 'eightteen'],
  ['nineteen', 'ninteen'],
];
const TENS: readonly Spellings[] = [
  ['twenty', 'twenthy'],
  ['thirty'],
  ['forty', 'fourty'],
  ['fifty'],
  ['sixty'],
  ['seventy'],
  ['eighty', 'eightty'],
  ['ninety', 'ninty'],
];

export const HUNDRED: Spellings = ['hundred', 'hundreds', 'hundered'];
export const THOUSAND: Spellings = ['thousand', 'thousands', 'thousnd'];
export const LAKH: Spellings = ['lakh', 'lakhs', 'lac', 'lacs', 'lack', 'lacks', 'laks'];
export const CRORE: Spellings = ['crore', 'crores', 'cror'];
export const MILLION: Spellings = ['million', 'millions'];

/** Each word once. */
export const ALL_WORDS: readonly Spellings[] = [
  ...UNITS,
  ...TEENS,
  ...TENS,
  HUNDRED,
  THOUSAND,
  LAKH,
  CRORE,
  MILLION,
];

/** The words of a whole number from 1 to 99, one or two of them. */
export function wordsBelowHundred(number: number): readonly Spellings[] {
  if (number < 10) return [UNITS[number - 1]!];
  if (number < 20) return [TEENS[number - 10]!];
  const tens = TENS[Math.floor(number / 10) - 2]!;
  return number % 10 === 0 ? [tens] : [tens, UNITS[(number % 10) - 1]!];
}

/** What a number is counted by; units by no word. */
export interface Scale {
  readonly value: number;
  readonly word?: Spellings;
}

/** How a country counts: by thousands and millions, or by thousands, lakhs (100,000) and crores (10,000,000). */
export type Counting = AmountStyle['grouping'];

/** The largest first: `Two lakh five hundred`. */
export const SCALES: Readonly<Record<Counting, readonly Scale[]>> = {
  thousands: [{ value: 1_000_000, word: MILLION }, { value: 1_000, word: THOUSAND }, { value: 1 }],
  lakh: [
    { value: 10_000_000, word: CRORE },
    { value: 100_000, word: LAKH },
    { value: 1_000, word: THOUSAND },
    { value: 1 },
  ],
};

/** The largest number that there are words for: 999 of the largest scale, and all below it. */
export const largestOf = (counting: Counting) => 1_000 * SCALES[counting][0]!.value - 1;

/** The words of a whole number from 1 to `largestOf(counting)`, from left to right, without any `and`. */
export function wordsOf(number: number, counting: Counting): readonly Spellings[] {
  let rest = number;
  return SCALES[counting].flatMap(({ value, word }) => {
    const count = Math.floor(rest / value);
    rest -= count * value;
    if (count === 0) return [];
    return [...wordsBelowThousand(count), ...(word ? [word] : [])];
  });
}

function wordsBelowThousand(number: number): readonly Spellings[] {
  const hundreds = Math.floor(number / 100);
  const below = number % 100;
  return [
    ...(hundreds > 0 ? [...wordsBelowHundred(hundreds), HUNDRED] : []),
    ...(below > 0 ? wordsBelowHundred(below) : []),
  ];
}
