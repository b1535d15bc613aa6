import { lowerMedian, median } from '../document/averages.ts';
import { digitsOf } from '../document/digits-of.ts';
import type { Box } from '../document/geometry.ts';
import { STRIP_FRAME } from '../document/image.ts';
import type { Writing } from '../fields/field-reading.ts';
import type { LineStrip } from '../segment/line-strip.ts';
import type { TextLine } from '../segment/text-line.ts';
import { DIGITS, type FrameScores, OTHER_SIGN, placeText, SEPARATORS, signFrames } from './frames.ts';
import type { ReadLine } from './settle-number.ts';

/** What the line network says of a strip. */
export type StripLook = FrameScores & { readonly strip: LineStrip };

/** A stroke hangs if it begins so much lower than full-size digits and ends no higher, in parts of their height. */
const HANGING_TOP = 0.3;
const HANGING_FOOT = -0.05;
/** How likely a hanging 1 is a comma. */
const COMMA = 0.97;
/**
 * In print a 7 is nearly as wide as most digits, a 1 with a flag hardly over half: what is narrower than this is a 1 if ones of the same
 * print are as wide, give or take a little. Where there are none it is so likely a 1, and as good as surely one when narrower still.
 */
const NARROW = 0.75;
const LITTLE = 0.12;
const PERHAPS = 0.5;
const NARROWER = 0.65;
const SURELY = 0.98;
/** That has to show: so many of the other digits, and this share of them, are as wide as the middle one, more or less. */
const LEAST_ALIKE = 3;
const MOSTLY = 0.7;
const ALIKE = 0.2;
/** A gap this wide, in line heights, and so many times the middle one parts what is written: a comb's gaps are wide but even. */
const WIDE_GAP = 0.7;
const UNEVEN_GAP = 2;

/** The middles of wide gaps in a line, in prepared-page pixels. */
export function wideGaps({ pieces, height }: Pick<TextLine, 'pieces' | 'height'>): number[] {
  const gaps: { width: number; middle: number }[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const { box } of [...pieces].sort((a, b) => a.box.x - b.box.x)) {
    if (box.x > reach && reach > Number.NEGATIVE_INFINITY) {
      gaps.push({ width: box.x - reach, middle: (box.x + reach) / 2 });
    }
    reach = Math.max(reach, box.x + box.width);
  }
  const usual = lowerMedian(
    gaps.map(({ width }) => width),
    0,
  );
  return gaps
    .filter(({ width }) => width >= WIDE_GAP * height && width >= UNEVEN_GAP * usual)
    .map(({ middle }) => middle);
}

/**
 * A large comma is a stroke, which a network of strips may call a 1: it begins lower than the line's digits, which a 1 seldom
 * does. A writing with such a 1 becomes two, the one with a comma being likelier.
 */
export function withCommas(writing: Writing, { band, pieces }: ReadLine['line'], look: StripLook): Writing[] {
  const { text, probability } = writing;
  if (!text.includes('1')) return [writing];
  const middles = middlesOf(text, look);
  const tall = band.foot - band.top;
  const isComma = [...text].map((sign, i) => {
    if (sign !== '1' || i === 0 || middles === undefined) return false;
    const own = pieces.filter(({ box }) => box.x <= middles[i]! && middles[i]! <= box.x + box.width);
    if (own.length === 0) return false;
    const top = Math.min(...own.map(({ box }) => box.y));
    const foot = Math.max(...own.map(({ box }) => box.y + box.height));
    return top > band.top + HANGING_TOP * tall && foot > band.foot + HANGING_FOOT * tall;
  });
  if (!isComma.includes(true)) return [writing];
  const changed = [...text].map((sign, i) => (isComma[i] ? ',' : sign)).join('');
  return [
    { text: changed, probability: probability * COMMA },
    { text, probability: probability * (1 - COMMA) },
  ];
}

/** The boxes of a line's digits, as the lattice found them. */
export function digitBoxes({ line, reading }: Pick<ReadLine, 'line' | 'reading'>): Box[] {
  return reading.steps.flatMap(({ candidate, text }) =>
    text === undefined ? [] : [line.candidates[candidate]!.box],
  );
}

/**
 * Many faces have a 1 with a long flag, which both networks may take for a 7; what tells it from one is its width, as the other digits of
 * print are equally wide. Hands write even lines too, but no digits of one width.
 */
export function narrowSevens(writing: Writing, glyphs: readonly Box[]): Writing[] {
  const { text, probability } = writing;
  const digits = digitsOf(text);
  if (digits.length !== glyphs.length || !digits.includes('7')) return [writing];
  const widths = glyphs.map(({ width }) => width);
  const others = widths.filter((_, i) => !/[17]/.test(digits[i]!));
  if (others.length < LEAST_ALIKE) return [writing];
  const usual = median(others);
  const alike = others.filter((width) => Math.abs(width - usual) <= ALIKE * usual).length;
  if (alike < Math.max(LEAST_ALIKE, MOSTLY * others.length)) return [writing];
  const ones = widths.filter((_, i) => digits[i] === '1');
  const isOne = widths.map((width, i) =>
    digits[i] === '7'
      ? probabilityOfOne(
          width / usual,
          ones.map((one) => one / usual),
        )
      : 0,
  );
  let next = 0;
  const changed = [...text]
    .map((sign) => (DIGITS.includes(sign) && isOne[next++]! > 0 ? '1' : sign))
    .join('');
  if (changed === text) return [writing];
  const byWidth = Math.min(...isOne.filter((probable) => probable > 0));
  return [
    { text: changed, probability: probability * byWidth },
    { text, probability: probability * (1 - byWidth) },
  ];
}

/** That what was read as 7 is a 1. Widths in those of the print's other digits; `ones` are those that were read as 1. */
function probabilityOfOne(width: number, ones: readonly number[]): number {
  if (width >= NARROW) return 0;
  if (ones.length === 0) return width < NARROWER ? SURELY : PERHAPS;
  return width >= Math.min(...ones) - LITTLE && width <= Math.max(...ones) + LITTLE ? SURELY : 0;
}

/** Where each sign of a text stands, as x in prepared-page pixels. */
function middlesOf(text: string, look: StripLook): number[] | undefined {
  const places = placeText(signFrames(look, DIGITS + SEPARATORS + OTHER_SIGN), text);
  return places?.map(({ from, to }) => look.strip.toPage(((from + to + 1) / 2) * STRIP_FRAME, 0).x);
}

export function withSpaces(text: string, look: StripLook, gaps: readonly number[]): string {
  if (gaps.length === 0) return text;
  const middles = middlesOf(text, look);
  if (middles === undefined) return text;
  return [...text]
    .map((sign, i) => {
      const parted = i > 0 && gaps.some((gap) => gap > middles[i - 1]! && gap < middles[i]!);
      return parted ? ` ${sign}` : sign;
    })
    .join('');
}
