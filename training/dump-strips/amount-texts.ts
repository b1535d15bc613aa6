import { type Counting, type Spellings, wordsOf } from '../../lib/fields/number-words.ts';
import type { Random } from '../../local/seeded-random.ts';

/** What stands on a cheque's lines of words: amounts most often, dates that name the month, and what is neither. */
const AMOUNTS = 0.66;
const DATES = 0.12;
/** Another spelling than the dictionary's, and a number of which something is left out or said twice, as it happens. */
const ODD_SPELLING = 0.2;
/** So many amounts are counted as in India. */
const LAKHS = 0.5;

const CURRENCIES: Readonly<Record<Counting, readonly string[]>> = {
  thousands: ['dollars', 'Dollars', 'pounds', 'euros', 'US dollars'],
  lakh: ['Rupees', 'rupees', 'Rs', 'Rs.', 'INR'],
};

/** A line of words; `words` are those that lines which are no amount are made of, in small letters. */
export function lineOfWords(words: readonly string[], random: Random): string {
  const kind = random.next();
  if (kind < AMOUNTS) return amountText(random);
  return kind < AMOUNTS + DATES ? dateText(random) : otherText(words, random);
}

function amountText(random: Random): string {
  const counting: Counting = random.next() < LAKHS ? 'lakh' : 'thousands';
  const cents = random.next() < 0.3 ? (random.next() < 0.5 ? 0 : random.below(100)) : undefined;
  return amountInWords({ units: amountOf(counting, random), cents, counting }, random);
}

/** An amount as a cheque's writer may put it into words. */
export function amountInWords(
  {
    units,
    cents,
    counting,
  }: { readonly units: number; readonly cents?: number | undefined; readonly counting: Counting },
  random: Random,
): string {
  const chosen = wordsOf(units, counting).map((spellings) => spelled(spellings, random));
  const words = [...withAnd(chosen, random)];
  const currency = CURRENCIES[counting][random.below(CURRENCIES[counting].length)]!;
  const hundredths = cents === undefined ? [] : centsText(cents, counting, random);
  const before = random.next() < (counting === 'lakh' ? 0.2 : 0.03) ? [currency] : [];
  const after = before.length === 0 && random.next() < 0.25 ? [currency] : [];
  const closing = random.next() < 0.4 ? [pick(['only', 'Only', 'only/-', 'Only.', '/-', '-'], random)] : [];
  return [...before, ...words, ...hundredths, ...after, ...closing].join(' ');
}

/** Most amounts are round, and as often of few digits as of many. */
function amountOf(counting: Counting, random: Random): number {
  const most = counting === 'lakh' ? 9 : 7;
  const digits = 1 + random.below(most);
  const round = 10 ** random.below(Math.min(digits, 6));
  const number = 10 ** (digits - 1) + random.below(9 * 10 ** (digits - 1));
  return Math.max(round, Math.floor(number / round) * round);
}

function spelled(spellings: Spellings, random: Random): string {
  return random.next() < ODD_SPELLING ? pick(spellings, random) : spellings[0];
}

function* withAnd(words: readonly string[], random: Random): Generator<string> {
  const often = random.next() < 0.35 ? 0.7 : 0;
  const sign = random.next() < 0.25 ? '&' : 'and';
  for (const [i, word] of words.entries()) {
    const after = words[i - 1] ?? '';
    if (i > 0 && /^(hundred|thousand)/u.test(after) && random.next() < often) yield sign;
    yield word;
  }
}

function centsText(cents: number, counting: Counting, random: Random): string[] {
  const and = random.next() < 0.8 ? [pick(['and', 'and', '&'], random)] : [];
  if (cents > 0 && random.next() < 0.3) {
    const words = wordsOf(cents, counting).map(([word]) => word);
    return [...and, ...(counting === 'lakh' ? ['paise', ...words] : [...words, 'cents'])];
  }
  const number = cents > 0 ? String(cents).padStart(2, '0') : pick(['00', '0', 'no', 'xx'], random);
  return [...and, `${number}/100`];
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A date that names its month, in full or by its first letters, in the orders of English. */
function dateText(random: Random): string {
  const name = MONTHS[random.below(MONTHS.length)]!;
  const month = random.next() < 0.5 ? name : name.slice(0, 3) + (random.next() < 0.3 ? '.' : '');
  const number = 1 + random.below(31);
  const day = `${number}${random.next() < 0.25 ? ordinalOf(number) : ''}`;
  const year = String(1990 + random.below(45)).slice(random.next() < 0.2 ? 2 : 0);
  const sign = pick([' ', ' ', '-', '/'], random);
  return random.next() < 0.5
    ? `${month} ${day}${pick([',', ''], random)} ${year}`
    : [day, month, year].join(sign);
}

function ordinalOf(number: number): string {
  const isTeen = number >= 11 && number <= 13;
  return (isTeen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]) ?? 'th';
}

/** Names, places and remarks. */
function otherText(words: readonly string[], random: Random): string {
  return Array.from({ length: 1 + random.below(6) }, () => words[random.below(words.length)]!).join(' ');
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random.below(choices.length)]!;
}

/** How a text is set in capitals: as it is, each word or the first with one, or all of it. */
export function inCapitals(text: string, allCapitals: number, random: Random): string {
  const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
  if (random.next() < allCapitals) return text.toUpperCase();
  const manner = random.next();
  if (manner < 0.5) return text.split(' ').map(capital).join(' ');
  if (manner < 0.75) return capital(text);
  if (manner < 0.88) {
    const some = text.split(' ').map((word) => (random.next() < 0.4 ? capital(word) : word));
    return some.join(' ');
  }
  return text;
}

/** What is to be read in a text: its letters in small ones, and a sign for each digit. What stands between them is not read. */
export function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[0-9&]/gu, DIGIT_SIGN)
    .replace(/[^a-z#]/gu, '');
}

/** Stands for a digit or a sign that is read as none of the letters. */
const DIGIT_SIGN = '#';
