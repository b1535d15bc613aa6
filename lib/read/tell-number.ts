import { mean } from '../document/averages.ts';
import { NOT_A_DIGIT, OTHER } from '../document/model-identity.ts';
import { cutOut, type InkSource } from '../segment/cut-out.ts';
import type { FoundNumber, ReadGlyph } from './find-numbers.ts';
import { DIGITS, OTHER_SIGN } from './frames.ts';
import type { ReadLine, SecondLook } from './settle-number.ts';
import { squareness } from './squareness.ts';
import { likelyWritings } from './written-text.ts';

/** Logarithms of odds further from 0 say nothing more. */
const MOST_ODDS = 9;
/** Heights that vary by more than this share are as uneven as can be. */
const MOST_UNEVEN = 0.3;
/** Digits this much lower than their line's full-size glyphs may be letters without ascenders. */
const LOW = 0.85;
/** Digits lower than the page's print by more than this factor are as small as can be, as a logarithm. */
const MOST_SMALL = 0.7;
/** A ring whose corners hold so much ink is an empty check box. */
const SQUARE = 0.3;
/** Less likely than any writing that is known says nothing more. */
const LEAST_WRITING = 1e-9;
/** A word with more letters is no likelier to be no number. */
const MOST_LETTERS = 4;
/** Pieces of a line in which a 1 stands as good as alone: most are bars. */
const ALONE = 2;

/** What is known of a number beside itself. */
export interface NumberContext {
  readonly read: ReadLine;
  /** The word that it stands in, as the line network sees it. */
  readonly word: SecondLook;
  /** How high the glyphs of the page's print are, in pixels. */
  readonly usualHeight: number;
  /** The page that it was cut from. */
  readonly ink: InkSource;
}

/**
 * The signs by which digits are told from letters that look like them: what the line network sees in the number and reads in
 * its word (letters or digits), and how sure both are of it; how high the glyphs stand, as printed digits are all of one height,
 * that of the line's capitals; and what is seldom a number: a bar that stands alone, an empty check box.
 */
export interface NumberSigns {
  /** Logarithm of the odds that the string is right. */
  readonly sure: number;
  /** Shares of letters, from 0 to 1. */
  readonly lettersHere: number;
  readonly lettersInWord: number;
  /** The letters of the word, as far as they tell more. */
  readonly letters: number;
  /** Probability of what the line network reads in the word, be it digits or letters. */
  readonly wordSure: number;
  /** The glyph network's probability of not-a-digit for the glyph that is least of a digit. */
  readonly notDigit: number;
  /** Logarithm of the number of digits. */
  readonly length: number;
  /** 0 or 1. */
  readonly single: number;
  readonly bar: number;
  readonly ones: number;
  readonly zeros: number;
  readonly checkBox: number;
  readonly low: number;
  /** Logarithm of how much lower its line is than the page's print; 0 if it is not. */
  readonly small: number;
  /** Standard deviations of the heights, in tenths of their mean, and of the tops, in tenths of the line's height. */
  readonly uneven: number;
  readonly unevenTops: number;
}

/**
 * What each sign says, as a logarithm of odds: a logistic regression of whether a number is right, on the numbers that were
 * proposed in the print of the 25 forms of FUNSD (about 90 dots an inch) that are not for measuring; `npm run fit-signs` prints it,
 * see docs/accuracy.md.
 */
const WEIGHTS: NumberSigns = {
  sure: 0.39,
  lettersHere: 0.01,
  lettersInWord: 0.51,
  letters: -0.2,
  wordSure: 1.02,
  notDigit: -0.35,
  length: 1.06,
  single: -1.32,
  bar: -0.54,
  ones: -0.1,
  zeros: -1.7,
  checkBox: -0.57,
  low: -0.09,
  small: -1.5,
  uneven: -0.06,
  unevenTops: -0.78,
};
const BIAS = -1.02;

/** Probability that a number of print is one, and right. */
export function numberProbability(signs: NumberSigns): number {
  const names = Object.keys(WEIGHTS) as (keyof NumberSigns)[];
  const odds = names.reduce((sum, name) => sum + WEIGHTS[name] * signs[name], BIAS);
  return 1 / (1 + Math.exp(-odds));
}

export function signsOf(number: FoundNumber, context: NumberContext): NumberSigns {
  const { line, classes } = context.read;
  const { word, usualHeight } = context;
  const { glyphs } = number;
  const heights = glyphs.map(({ box }) => box.height);
  const height = mean(heights);
  const [writing] = likelyWritings(word, 1);
  const text = [...writing!.text];
  const others = text.filter((sign) => sign === OTHER_SIGN).length;
  const digits = text.filter((sign) => DIGITS.includes(sign)).length;
  const [only] = glyphs.length === 1 ? glyphs : [];
  const notDigit = classes.indexOf(NOT_A_DIGIT);
  return {
    sure: logOdds(number.rawConfidence),
    lettersHere: lettersIn(number, word),
    lettersInWord: digits + others === 0 ? 1 : others / (digits + others),
    letters: Math.min(MOST_LETTERS, others),
    wordSure: Math.exp(Math.max(Math.log(LEAST_WRITING), writing!.log)),
    notDigit: Math.max(...glyphs.map(({ probabilities }) => probabilities[notDigit]!)),
    length: Math.log(glyphs.length),
    single: Number(only !== undefined),
    bar: Number(only?.text === '1' && line.pieces.length <= ALONE),
    ones: Number(glyphs.every((glyph) => glyph.text === '1')),
    zeros: Number(glyphs.every((glyph) => glyph.text === '0')),
    checkBox: Number(only?.text === '0' && isSquare(only, context)),
    low: Number(height < LOW * line.height),
    small: Math.min(MOST_SMALL, Math.max(0, Math.log(usualHeight / line.height))),
    uneven: Math.min(MOST_UNEVEN, deviation(heights) / height) / 0.1,
    unevenTops: Math.min(MOST_UNEVEN, deviation(glyphs.map(({ box }) => box.y)) / line.height) / 0.1,
  };
}

function isSquare({ candidate }: ReadGlyph, { read: { line }, ink }: NumberContext): boolean {
  return candidate !== undefined && squareness(cutOut(line, line.candidates[candidate]!, ink)) >= SQUARE;
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

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
