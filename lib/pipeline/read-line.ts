import type { Classifier } from '../classify/classifier.ts';
import { overlapY } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type FoundNumber, findNumbers, type LineNumbers } from '../read/find-numbers.ts';
import type { CandidateScores } from '../read/lattice.ts';
import type { LineStretch } from '../segment/line-strip.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import { prepareLine } from './prepare-line.ts';
import { cropsOf, scoresByLine } from './read-page.ts';
import { describeNumber, round } from './report.ts';

export interface LineReading {
  /** The digits of the line from left to right, separators left out; empty when none was found. */
  readonly text: string;
  /** Probability that the whole string is right. */
  readonly confidence: number;
  readonly glyphs: readonly GlyphReading[];
}

/** What stands in such a picture is digits, but for separators and a currency sign. */
const READ = { digitPrior: 0.9 };

/** Reads a picture that holds one line of digits (an amount, a row number) as one string. */
export async function readLine(image: GreyImage, classifier: Classifier): Promise<LineReading> {
  const { abreast, page, classes } = await findLine(image, classifier);
  const parts = abreast
    .flatMap(({ line, scores, numbers }) =>
      numbers.map((number) => ({ number, of: { line, scores, classes, page } })),
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

interface ReadTextLine extends LineNumbers {
  readonly line: TextLine;
  readonly scores: readonly CandidateScores[];
}

/** The line that a picture is of: text lines abreast of the one with the most and tallest digits, that one among them. */
export interface FoundLine {
  readonly page: PreparedPage;
  readonly main: ReadTextLine | undefined;
  readonly abreast: readonly ReadTextLine[];
  readonly classes: readonly string[];
}

/** Looks for the line in its picture. */
export async function findLine(image: GreyImage, classifier: Classifier): Promise<FoundLine> {
  const page = await prepareLine(image);
  const lines = segmentPage(page);
  const classification = await classifier.classify(cropsOf(lines, page));
  const { classes } = classification.model;
  const scores = scoresByLine(lines, classification);
  const read = lines.map(
    (line, i): ReadTextLine => ({
      line,
      scores: scores[i]!,
      ...findNumbers(line, scores[i]!, classes, READ),
    }),
  );
  const main = read.reduce<ReadTextLine | undefined>(
    (best, other) => (best === undefined || weight(other) > weight(best) ? other : best),
    undefined,
  );
  const abreast = read.filter(
    (other) => main && overlapY(other.line.box, main.line.box) >= 0.5 * other.line.box.height,
  );
  return { page, main, abreast, classes };
}

/** All that stands in the line, for the line network; undefined when there is no line. */
export function stretchOf({ main, abreast }: FoundLine): LineStretch | undefined {
  if (main === undefined) return undefined;
  const { height, band } = main.line;
  return { height, band, pieces: abreast.flatMap(({ line }) => line.pieces) };
}

/** The line that the picture is of has the most and the tallest digits. */
function weight({ line, numbers }: { line: TextLine; numbers: readonly FoundNumber[] }): number {
  return numbers.reduce((sum, number) => sum + number.glyphs.length, 0) * line.height;
}

function textOf(number: FoundNumber): string {
  return number.glyphs.map(({ text }) => text).join('');
}
