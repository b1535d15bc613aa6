import type { AmountStyle } from './amount-style.ts';
import { type DigitString, takeApart } from './digit-string.ts';

/** A space may be a wide gap between two digits of one group. */
const IGNORED_SPACE = 0.3;
/** A dash may be what joins two zeros. */
const IGNORED_DASH = 0.1;
/** The stroke of a closing `/-` that was read as a digit, with its dash and without; its dash that was read so. */
const STROKE_AND_DASH = 0.6;
const STROKE_ALONE = 0.03;
const DASH_AS_DIGIT = 0.3;
const COMMA_AS_DIGIT = 0.05;
/** A stroke before the currency sign, such as the end of a rule, that was read as a digit. */
const STROKE_BEFORE_SIGN = 0.6;

/** A digit far before the others, where no group ends, that the currency sign before them was read as. */
const SIGN_AS_DIGIT = 0.5;

/** One way to take a writing apart. */
export interface WayToTake {
  readonly written: DigitString;
  /** How readily that happens, over 0 to 1. */
  readonly weight: number;
  /** A digit of the writing is taken for a stroke. */
  readonly repaired: boolean;
}

/** The writing as it stands, and as it would stand had a stroke not been taken for something else. */
export function waysToTake(text: string, style: AmountStyle): WayToTake[] {
  const written = takeApart(text);
  const ways = [{ written, weight: 1, repaired: false }];
  for (const [signs, weight] of [
    [/^ +$/, IGNORED_SPACE],
    [/^[- ]*-[- ]*$/, IGNORED_DASH],
  ] as const) {
    const gaps = new Map([...written.gaps].filter(([, sign]) => !signs.test(sign)));
    if (gaps.size < written.gaps.size) ways.push({ written: { ...written, gaps }, weight, repaired: false });
  }
  const misread = [
    ...strokesReadAsDigits(text),
    ...signsReadAsDigits(text, style),
    ...commasReadAsDigits(text),
    ...(style.closingStroke ? closingsReadAsDigits(text) : []),
  ];
  return [
    ...ways,
    ...misread.map(([other, weight]) => ({ written: takeApart(other), weight, repaired: true })),
  ];
}

/** Without a digit that stands alone before a sign with room behind it, which is a currency sign then. */
function strokesReadAsDigits(text: string): [string, number][] {
  const [, amount] = /^\D*[17]\s*x\s+(\d.*)$/.exec(text) ?? [];
  return amount === undefined ? [] : [[amount, STROKE_BEFORE_SIGN]];
}

/** Without a digit that stands alone far before the others where no group ends. */
function signsReadAsDigits(text: string, { grouping }: AmountStyle): [string, number][] {
  const [, amount, group = ''] = /^\D*\d {1,}((\d+).*)$/.exec(text) ?? [];
  const endsGroup = group.length === (grouping === 'lakh' ? 2 : 3);
  return amount === undefined || endsGroup ? [] : [[amount, SIGN_AS_DIGIT]];
}

/** With each digit 1 between others as the comma that it may be. */
function commasReadAsDigits(text: string): [string, number][] {
  return [...text.matchAll(/(?<=\d)1(?=\d)/g)].map(({ index }) => [
    `${text.slice(0, index)},${text.slice(index + 1)}`,
    COMMA_AS_DIGIT,
  ]);
}

/** With the last digit as the stroke, or the dash, of a closing `/-`. */
function closingsReadAsDigits(text: string): [string, number][] {
  const [, beforeStroke, dash = ''] = /^(.*\d[^\d]*)[17]([-=x ]*)$/.exec(text) ?? [];
  const [, beforeDash] = /^(.*\d *\/[- ]*)\d[- x]*$/.exec(text) ?? [];
  if (beforeDash !== undefined) return [[`${beforeDash}-`, DASH_AS_DIGIT]];
  if (beforeStroke === undefined) return [];
  return [[`${beforeStroke}/${dash}`, dash.trim() === '' ? STROKE_ALONE : STROKE_AND_DASH]];
}
