import type { Classifier } from '../classify/classifier.ts';
import { overlapY } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';
import { preparePage } from '../preprocess/prepare-page.ts';
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

/** What stands in such a picture is digits, but for separators and a currency sign. */
const READ = { digitPrior: 0.9 };

/** Reads a picture that holds one line of digits (an amount, a row number) as one string. */
export async function readLine(image: GreyImage, classifier: Classifier): Promise<LineReading> {
  const dpi = (image.height * DIGIT_SHARE) / DIGIT_INCH;
  const prepared = await preparePage(
    { image, dpi, bitonal: false },
    { turn: 0, deskew: false, minRuleLength: image.width * RULE_SHARE },
  );
  const lines = segmentPage(prepared);
  const classification = await classifier.classify(cropsOf(lines, prepared));
  const { classes } = classification.model;
  const scores = scoresByLine(lines, classification);
  const read = lines.map((line, i) => ({
    line,
    scores: scores[i]!,
    numbers: findNumbers(line, scores[i]!, classes, READ).numbers,
  }));
  const main = read.reduce<(typeof read)[number] | undefined>(
    (best, other) => (best === undefined || weight(other) > weight(best) ? other : best),
    undefined,
  );
  const parts = read
    .filter((other) => main && overlapY(other.line.box, main.line.box) >= 0.5 * other.line.box.height)
    .flatMap(({ line, scores: own, numbers }) =>
      numbers.map((number) => ({ number, of: { line, scores: own, classes, page: prepared } })),
    )
    .sort((a, b) => a.number.box.x - b.number.box.x);
  return {
    text: parts.map(({ number }) => textOf(number)).join(''),
    confidence:
      parts.length === 0 ? 0 : round(parts.reduce((product, { number }) => product * number.confidence, 1)),
    glyphs: parts.flatMap(({ number, of }) => describeNumber(number, of).glyphs),
  };
}

/** The line that the picture is of has the most and the tallest digits. */
function weight({ line, numbers }: { line: TextLine; numbers: readonly FoundNumber[] }): number {
  return numbers.reduce((sum, number) => sum + number.glyphs.length, 0) * line.height;
}

function textOf(number: FoundNumber): string {
  return number.glyphs.map(({ text }) => text).join('');
}
