import { isoDate } from '../../lib/fields/calendar.ts';
import type { Random } from '../../local/seeded-random.ts';
import { grouped, whole } from '../dump-strips/texts.ts';

/** What is written in a field, and what it means: as `fields.tsv` says it. */
export interface FieldText {
  readonly country: 'IN' | 'US' | 'GB';
  /** As a composer of lines takes it. */
  readonly written: string;
  /** An amount as `1234.56`, a date as ISO 8601, a number by its digits. */
  readonly meant: string;
}

const INDIAN_CLOSINGS = ['/-', '/-', '/-', '/-', '/-', '/=', '/', '-', '=', '.-'];
const CLOSINGS = ['', '', '', '', '', '-', '--', '=', '.-', '/'];
const SIGN = 'x';
const PREFIXES = [`${SIGN}`, `${SIGN}`, '-', '=', '*'];
const INDIA = 0.6;
const GROUPED = 0.7;

/** Amounts as cheques have them: 3 to 8 digits in India, mostly closed by `/-`; cents in other countries, over 100 at times. */
export function amountText(random: Random): FieldText {
  const before = random.next() < 0.15 ? PREFIXES[random.below(PREFIXES.length)]! : '';
  if (random.next() < INDIA) {
    const units = whole(random, 3 + random.below(6));
    const body = random.next() < GROUPED ? grouped(units, ',', true) : units;
    const hasCents = random.next() < 0.06;
    const cents = hasCents && random.next() < 0.6 ? twoDigits(random.below(100)) : '00';
    const after = random.next() < 0.85 ? INDIAN_CLOSINGS[random.below(INDIAN_CLOSINGS.length)]! : '';
    return {
      country: 'IN',
      written: before + body + (hasCents ? `.${cents}` : after),
      meant: `${units}.${cents}`,
    };
  }
  const country = random.next() < 0.7 ? 'US' : 'GB';
  const units = whole(random, 1 + random.below(5));
  const body = random.next() < GROUPED ? grouped(units, ',', false) : units;
  const cents = random.next() < 0.45 ? '00' : twoDigits(random.below(100));
  const form = random.next();
  if (cents === '00' && form < 0.2) {
    return {
      country,
      written: before + body + CLOSINGS[random.below(CLOSINGS.length)]!,
      meant: `${units}.00`,
    };
  }
  const over = country === 'US' && form > 0.75;
  return {
    country,
    written: before + (over ? `${body} ${cents}/100` : `${body}.${cents}`),
    meant: `${units}.${cents}`,
  };
}

/** Days of this century, day first, as eight digits. */
export function combDate(random: Random): FieldText {
  const day = 1 + random.below(28);
  const month = 1 + random.below(12);
  const year = 2010 + random.below(20);
  return {
    country: 'IN',
    written: `${twoDigits(day)}${twoDigits(month)}${year}`,
    meant: isoDate({ year, month, day }),
  };
}

/** Days in the forms that numbers alone have. */
export function writtenDate(random: Random): FieldText {
  const country = random.next() < 0.5 ? 'US' : 'GB';
  const day = 13 + random.below(16);
  const month = 1 + random.below(12);
  const year = 2010 + random.below(20);
  const sign = '//-.'[random.below(4)]!;
  const two = (value: number) => (random.next() < 0.5 ? twoDigits(value) : String(value));
  const parts = country === 'US' ? [two(month), two(day)] : [two(day), two(month)];
  const short = random.next() < 0.5 ? String(year) : String(year).slice(2);
  return { country, written: [...parts, short].join(sign), meant: isoDate({ year, month, day }) };
}

/** Account numbers as India's banks print and stamp them. */
export function accountText(random: Random): FieldText {
  const length = 9 + random.below(8);
  const digits = Array.from({ length }, () => random.below(10)).join('');
  return { country: 'IN', written: digits, meant: digits };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
