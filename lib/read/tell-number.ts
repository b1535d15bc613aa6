import { OTHER } from '../document/model-identity.ts';
import type { TextLine } from '../segment/text-line.ts';
import type { FoundNumber } from './find-numbers.ts';
import { DIGITS, OTHER_SIGN } from './frames.ts';
import { isMark } from './lattice.ts';
import type { PieceRange, ReadLine, SecondLook } from './settle-number.ts';
import { likelyWritings } from './written-text.ts';

/** Pieces nearer than this, in line heights, are of one word; a dot hides no gap beside it. */
const WORD_GAP = 0.4;
const GAP_PIECES = 3;
/** So many pieces to either side tell enough. */
const MOST_PIECES = 24;
/** Logarithms of odds further from 0 say nothing more. */
const MOST_ODDS = 9;
/** Heights that vary by more than this share are as uneven as can be. */
const MOST_UNEVEN = 0.3;
/** Digits this much lower than their line's full-size glyphs may be letters without ascenders. */
const LOW = 0.85;
/** Pieces of a line in which a 1 stands as good as alone: most are bars. */
const ALONE = 2;

/** The word that the pieces stand in: as far as no gap and no rule parts them from others. */
export function wordRound({ begin, end }: PieceRange, line: TextLine): PieceRange {
  const { pieces, dividers, height } = line;
  const isParted = (at: number) => {
    const before = pieces.slice(Math.max(0, at - GAP_PIECES), at);
    const right = Math.max(...before.map(({ box }) => box.x + box.width));
    const { x } = pieces[at]!.box;
    return (
      x - right > WORD_GAP * height ||
      dividers.some((rule) => rule.x + rule.width / 2 > right && rule.x + rule.width / 2 < x)
    );
  };
  let from = begin;
  let to = end;
  while (from > 0 && begin - from < MOST_PIECES && !isParted(from)) from--;
  while (to < pieces.length && to - end < MOST_PIECES && !isParted(to)) to++;
  return { begin: from, end: to };
}

/** What is known of a number beside itself. */
export interface NumberContext {
  readonly read: ReadLine;
  /** The word that it stands in, as the line network sees it. */
  readonly word: SecondLook;
}

/**
 * The signs by which digits are told from letters that look like them: what the line network sees in the number and reads in
 * its word (letters or digits), what the lattice makes of the rest of the line, and how high the glyphs stand. Printed digits
 * are all of one height, that of the line's capitals; and a bar that stands alone is seldom a 1.
 */
export interface NumberSigns {
  /** Logarithm of the odds that the string is right. */
  readonly sure: number;
  /** Shares of letters, from 0 to 1. */
  readonly lettersHere: number;
  readonly lettersInWord: number;
  readonly lettersInLine: number;
  /** Logarithm of the number of digits. */
  readonly length: number;
  /** 0 or 1. */
  readonly single: number;
  readonly bar: number;
  readonly low: number;
  /** Standard deviation of the heights, in tenths of their mean. */
  readonly uneven: number;
}

/**
 * What each sign says, as a logarithm of odds: a logistic regression on 1,386 numbers that the lattice and the line network
 * proposed on 25 of the forms of FUNSD (printed, 88 dots an inch), rounded; see docs/accuracy.md.
 */
const WEIGHTS: NumberSigns = {
  sure: 0.25,
  lettersHere: -4,
  lettersInWord: -4,
  lettersInLine: -1.7,
  length: 0.9,
  single: -0.5,
  bar: -2,
  low: -1.3,
  uneven: -0.3,
};
const BIAS = 0.5;

/** Probability that a number of print is one, and no letters. */
export function numberProbability(number: FoundNumber, context: NumberContext): number {
  const signs = signsOf(number, context);
  const names = Object.keys(WEIGHTS) as (keyof NumberSigns)[];
  const odds = names.reduce((sum, name) => sum + WEIGHTS[name] * signs[name], BIAS);
  return 1 / (1 + Math.exp(-odds));
}

export function signsOf(number: FoundNumber, { read, word }: NumberContext): NumberSigns {
  const { line, reading } = read;
  const { glyphs } = number;
  const heights = glyphs.map(({ box }) => box.height);
  const height = mean(heights);
  const deviation = Math.sqrt(mean(heights.map((other) => (other - height) ** 2)));
  const text = [...likelyWritings(word, 1)[0]!.text];
  const others = text.filter((sign) => sign === OTHER_SIGN).length;
  const digits = text.filter((sign) => DIGITS.includes(sign)).length;
  const full = reading.steps.filter(({ candidate }) => !isMark(line.candidates[candidate]!.box, line));
  const letters = full.filter((step) => step.text === undefined).length;
  const isBar = glyphs.length === 1 && glyphs[0]!.text === '1' && line.pieces.length <= ALONE;
  return {
    sure: logOdds(number.rawConfidence),
    lettersHere: lettersIn(number, word),
    lettersInWord: digits + others === 0 ? 1 : others / (digits + others),
    lettersInLine: letters / Math.max(1, full.length),
    length: Math.log(glyphs.length),
    single: Number(glyphs.length === 1),
    bar: Number(isBar),
    low: Number(height < LOW * line.height),
    uneven: Math.min(MOST_UNEVEN, deviation / height) / 0.1,
  };
}

/** The share of letters and signs among the characters that the frames tell of, where the number stands in its word. */
function lettersIn({ box }: FoundNumber, { strip, classes, probabilities }: SecondLook): number {
  const width = classes.length;
  const frames = probabilities.length / width;
  const left = strip.toPage(0, 0).x;
  const perFrame = (strip.toPage(strip.width, 0).x - left) / frames;
  const frameAt = (x: number) => Math.min(frames, Math.max(0, Math.round((x - left) / perFrame)));
  const other = classes.indexOf(OTHER);
  let letters = 0;
  let digits = 0;
  for (let frame = frameAt(box.x); frame < frameAt(box.x + box.width); frame++) {
    letters += probabilities[frame * width + other]!;
    for (const digit of DIGITS) digits += probabilities[frame * width + classes.indexOf(digit)]!;
  }
  return letters / Math.max(1e-6, letters + digits);
}

function logOdds(probability: number): number {
  const odds = Math.log(probability) - Math.log(1 - probability);
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
