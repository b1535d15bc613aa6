import type { Random } from '../../local/seeded-random.ts';
import { pickByShare } from './pick-by-share.ts';
import { OTHER_SIGN } from './strip-set.ts';

/** A letter in a word, whatever it looks like. */
export const LETTER = 'w';
export const SPACE = ' ';
/** A digit that was struck out. */
export const STRUCK_OUT = '~';
export const RUPEE = '₹';

/** What people write in the fields that are read: numbers, amounts in the forms of several countries, dates. */
type Form = (random: Random) => string;

export const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.below(10)).join('');

/** Amounts end in zeros more often than chance has it, and begin with small digits. */
export function whole(random: Random, count: number): string {
  const zeros = random.next() < 0.45 ? random.below(count) : 0;
  const first = random.next() < 0.4 ? 1 + random.below(3) : 1 + random.below(9);
  return (
    String(first) + digits(random, Math.max(0, count - 1 - zeros)) + '0'.repeat(Math.min(zeros, count - 1))
  );
}

/** Groups of three from the right, or of two after the first three, as in India. */
export function grouped(number: string, separator: string, indian: boolean): string {
  const groups: string[] = [];
  let rest = number;
  let size = 3;
  while (rest.length > size) {
    groups.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
    if (indian) size = 2;
  }
  return [rest, ...groups].join(separator);
}

interface Convention {
  readonly share: number;
  readonly thousands: string;
  readonly decimals: string;
  readonly indian: boolean;
  /** What stands before an amount, printed or written, and how often something does. */
  readonly opened: number;
  readonly prefixes: readonly string[];
  /** What closes an amount, and how often something does. */
  readonly closed: number;
  readonly suffixes: readonly string[];
}

const PREFIXES = [OTHER_SIGN, OTHER_SIGN, `${OTHER_SIGN}-`, '-', '=', '.', '*'];

const SUFFIXES = [
  '.',
  '.-',
  '.-',
  '.-',
  '-',
  '-',
  '-',
  '=',
  '=',
  '/-',
  '.=',
  ',-',
  '--',
  OTHER_SIGN,
  '*',
  '/',
  '#',
];

/** How amounts are written where; `1,25,000/-` in India. */
const CONVENTIONS: readonly Convention[] = [
  {
    share: 0.4,
    thousands: '.',
    decimals: ',',
    indian: false,
    opened: 0.22,
    prefixes: PREFIXES,
    closed: 0.5,
    suffixes: SUFFIXES,
  },
  {
    share: 0.25,
    thousands: ',',
    decimals: '.',
    indian: false,
    opened: 0.22,
    prefixes: PREFIXES,
    closed: 0.35,
    suffixes: SUFFIXES,
  },
  {
    share: 0.35,
    thousands: ',',
    decimals: '.',
    indian: true,
    opened: 0.45,
    prefixes: [
      ...PREFIXES,
      ...Array<string>(6).fill(RUPEE),
      `${RUPEE}${SPACE}`,
      `${RUPEE}${SPACE}`,
      'Rs.',
      'Rs',
    ],
    closed: 0.8,
    suffixes: ['/-', '/-', '/-', '/-', '/=', '/', '-', '=', '=/', '.-'],
  },
];

const convention = (random: Random) => pickByShare(CONVENTIONS, random);

function amount(random: Random, { thousands, decimals, indian }: Convention): string {
  const number = whole(random, 1 + random.below(7));
  const body = random.next() < 0.65 ? grouped(number, thousands, indian) : number;
  return random.next() < 0.2 ? `${body}${decimals}${random.next() < 0.5 ? '00' : digits(random, 2)}` : body;
}

const word = (random: Random) => LETTER.repeat(2 + random.below(7));

/** A word beside a number: labels, units, months. */
const WORDED: readonly Form[] = [
  (random) => `${word(random)}${SPACE}${word(random)}`,
  word,
  (random) => `${word(random)}${['', ':', '.', '-'][random.below(4)]!}${SPACE}${number(random)}`,
  (random) => `${number(random)}${SPACE}${word(random)}`,
  (random) => `${digits(random, 1 + random.below(2))}${SPACE}${word(random)}${SPACE}${digits(random, 4)}`,
];

function number(random: Random): string {
  return random.next() < 0.5 ? amount(random, convention(random)) : digits(random, 1 + random.below(6));
}

const FORMS: readonly { readonly share: number; readonly form: Form }[] = [
  { share: 0.14, form: (random) => WORDED[random.below(WORDED.length)]!(random) },
  { share: 0.22, form: (random) => digits(random, 1 + random.below(9)) },
  { share: 0.03, form: corrected },
  { share: 0.12, form: (random) => whole(random, 2 + random.below(6)) },
  { share: 0.32, form: closedAmount },
  { share: 0.12, form: date },
  { share: 0.05, form: code },
];

function closedAmount(random: Random): string {
  const written = convention(random);
  const { opened, prefixes, closed, suffixes } = written;
  const before = random.next() < opened ? prefixes[random.below(prefixes.length)]! : '';
  const after = random.next() < closed ? suffixes[random.below(suffixes.length)]! : '';
  return before + amount(random, written) + after;
}

function date(random: Random): string {
  const sign = '/-.'[random.below(3)]!;
  const day = String(1 + random.below(31)).padStart(random.next() < 0.6 ? 2 : 1, '0');
  const month = String(1 + random.below(12)).padStart(random.next() < 0.6 ? 2 : 1, '0');
  const year = random.next() < 0.5 ? `20${digits(random, 2)}` : digits(random, 2);
  return [day, month, year].join(sign);
}

/** Digits of which some were struck out. */
function corrected(random: Random): string {
  const text = [...number(random)];
  const times = 1 + random.below(2);
  for (let i = 0; i < times; i++) text.splice(random.below(text.length + 1), 0, STRUCK_OUT);
  return text.join('');
}

/** Letters amid digits: codes, units, words. */
function code(random: Random): string {
  const text = [...digits(random, 2 + random.below(5))];
  const letters = 1 + random.below(3);
  for (let i = 0; i < letters; i++) text.splice(random.below(text.length + 1), 0, OTHER_SIGN);
  return text.join('');
}

/** A text of digits, separators and signs; `=`, `*`, `#` stand for themselves when drawn and for a sign when read. */
export function writtenText(random: Random): string {
  return pickByShare(FORMS, random).form(random);
}

/** What the network shall read: every sign that is neither digit nor separator is one and the same. */
export function readableText(written: string): string {
  return written.replaceAll(SPACE, '').replaceAll(/[^\d.,/-]/gu, OTHER_SIGN);
}
