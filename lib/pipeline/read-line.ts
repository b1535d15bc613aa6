import type { Classifier } from '../classify/classifier.ts';
import { type Box, overlapY } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';
import { type PreparedPage, preparePage } from '../preprocess/prepare-page.ts';
import { type FoundNumber, findNumbers } from '../read/find-numbers.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import { cropsOf, scoresByLine } from './read-page.ts';
import { describeNumber, round } from './report.ts';

export interface LineReading {
  /** The digits of the line from left to right, separators left out; empty when none was found. */
  readonly text: string;
  /** Probability that the whole string is right. */
  readonly confidence: number;
  readonly glyphs: readonly GlyphReading[];
}

/** Digits of a field are about this high, and fill about this much of the picture of their line. */
const DIGIT_INCH = 0.2;
const DIGIT_SHARE = 0.6;
/** A rule runs through most of the picture; the feet of a few zeros do not. */
const RULE_SHARE = 0.7;
/** Ink as high as this share of the picture, at its side or thin as a rule, is no digit. */
const MARGIN_SHARE = 0.9;
/** Digits stand at this quantile of the heights: specks and separators are lower. */
const TALL = 0.8;
/** A second look is worth it when digits are under this share of the height expected; they have at least so many pixels. */
const MUCH_SMALLER = 0.45;
const LEAST_HEIGHT = 8;

/** What stands in such a picture is digits, but for separators and a currency sign. */
const READ = { digitPrior: 0.9 };

/** Reads a picture that holds one line of digits (an amount, a row number) as one string. */
export async function readLine(image: GreyImage, classifier: Classifier): Promise<LineReading> {
  const prepared = await prepareLine(image);
  const lines = segmentPage(prepared);
  const classification = await classifier.classify(cropsOf(lines, prepared));
  const { classes } = classification.model;
  const scores = scoresByLine(lines, classification);
  const read = lines.map((line, i) => ({
    line,
    scores: scores[i]!,
    ...findNumbers(line, scores[i]!, classes, READ),
  }));
  const main = read.reduce<(typeof read)[number] | undefined>(
    (best, other) => (best === undefined || weight(other) > weight(best) ? other : best),
    undefined,
  );
  const abreast = read.filter(
    (other) => main && overlapY(other.line.box, main.line.box) >= 0.5 * other.line.box.height,
  );
  const parts = abreast
    .flatMap(({ line, scores: own, numbers }) =>
      numbers.map((number) => ({ number, of: { line, scores: own, classes, page: prepared } })),
    )
    .sort((a, b) => a.number.box.x - b.number.box.x);
  return {
    text: parts.map(({ number }) => textOf(number)).join(''),
    // Of the whole path: a digit taken for a letter makes the string as wrong as one taken for another.
    confidence:
      parts.length === 0
        ? 0
        : round(
            abreast.reduce(
              (product, { reading }) => product * reading.confidence(0, reading.steps.length - 1),
              1,
            ),
          ),
    glyphs: parts.flatMap(({ number, of }) => describeNumber(number, of).glyphs),
  };
}

/**
 * Nobody knows at how many dots an inch a line was cut out, nor how much paper was left round it: the first look takes the
 * digits to fill the picture, and if they turn out smaller a second one takes their own height for the measure.
 */
async function prepareLine(image: GreyImage): Promise<PreparedPage> {
  const prepare = async (digitHeight: number) => {
    const dpi = digitHeight / DIGIT_INCH;
    const minRuleLength = image.width * RULE_SHARE;
    const page = await preparePage({ image, dpi, bitonal: false }, { turn: 0, deskew: false, minRuleLength });
    return { ...page, components: page.components.filter(({ box }) => !isMargin(box, image)) };
  };
  const expected = image.height * DIGIT_SHARE;
  const first = await prepare(expected);
  const heights = first.components.map(({ box }) => box.height).sort((a, b) => a - b);
  const found = heights[Math.floor((heights.length - 1) * TALL)] ?? expected;
  return found < MUCH_SMALLER * expected ? prepare(Math.max(found, LEAST_HEIGHT)) : first;
}

/** The edge of the page, or a column's rule along it: at the picture's side and as high as most of it. */
function isMargin(box: Box, { width, height }: GreyImage): boolean {
  const atSide = box.x <= 1 || box.x + box.width >= width - 1;
  return box.height >= MARGIN_SHARE * height && (atSide || box.width < box.height / 12);
}

/** The line that the picture is of has the most and the tallest digits. */
function weight({ line, numbers }: { line: TextLine; numbers: readonly FoundNumber[] }): number {
  return numbers.reduce((sum, number) => sum + number.glyphs.length, 0) * line.height;
}

function textOf(number: FoundNumber): string {
  return number.glyphs.map(({ text }) => text).join('');
}
