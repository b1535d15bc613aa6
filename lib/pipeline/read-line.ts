import type { Classifier } from '../classify/classifier.ts';
import { overlapY } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type FoundNumber, findNumbers, type ReadGlyph } from '../read/find-numbers.ts';
import { readLattice } from '../read/lattice.ts';
import type { ReadLine } from '../read/settle-number.ts';
import { joinLines } from '../segment/join-lines.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type LookOptions, lookAgain } from './look-again.ts';
import { prepareLine } from './prepare-line.ts';
import { cropsOf, scoresByLine } from './read-page.ts';
import { describeNumber } from './report.ts';

export interface LineReading {
  /** The digits of the line from left to right, separators left out; empty when none was found. */
  readonly text: string;
  /** Probability that the whole string is right, calibrated and as a result says it. */
  readonly confidence: number;
  /** Before calibration and rounding. */
  readonly rawConfidence: number;
  readonly glyphs: readonly GlyphReading[];
}

const NOTHING: LineReading = { text: '', confidence: 0, rawConfidence: 0, glyphs: [] };

/** What stands in such a picture is digits, but for separators and a currency sign. */
const READ = { digitPrior: 0.9 };

/** Reads a picture that holds one line of digits (an amount, a row number) as one string. */
export async function readLine(
  image: GreyImage,
  classifier: Classifier,
  options: LookOptions = {},
): Promise<LineReading> {
  const { page, read } = await findLine(image, classifier);
  if (read === undefined) return NOTHING;
  const range = { begin: 0, end: read.line.pieces.length };
  const {
    numbers: [number],
  } = await lookAgain([{ read, range }], page, classifier, options);
  if (number === undefined) return NOTHING;
  const { text, confidence, glyphs } = describeNumber(number, { ...read, page });
  return { text, confidence, rawConfidence: number.rawConfidence, glyphs };
}

/** The line that a picture is of, with what the glyph network makes of it; undefined when there is none. */
export interface FoundLine {
  readonly page: PreparedPage;
  readonly read: ReadLine | undefined;
}

/**
 * Looks for the line in its picture: the text line with the most and tallest digits, and those abreast of it. Where nothing
 * stands out as writing does, faint ink is looked for.
 */
export async function findLine(image: GreyImage, classifier: Classifier): Promise<FoundLine> {
  const plain = await findLineIn(await prepareLine(image), classifier);
  if (plain.read?.reading.steps.some(({ text }) => text !== undefined)) return plain;
  const faint = await findLineIn(await prepareLine(image, 'adaptive-mean'), classifier);
  return faint.read ? faint : plain;
}

async function findLineIn(page: PreparedPage, classifier: Classifier): Promise<FoundLine> {
  const lines = segmentPage(page);
  const classification = await classifier.classify(cropsOf(lines, page));
  const { classes } = classification.model;
  const scores = scoresByLine(lines, classification);
  const numbers = lines.map((line, i) => findNumbers(line, scores[i]!, classes, READ).numbers);
  const main = lines.reduce<number | undefined>(
    (best, line, i) =>
      best === undefined || weight(line, numbers[i]!) > weight(lines[best]!, numbers[best]!) ? i : best,
    undefined,
  );
  if (main === undefined) return { page, read: undefined };
  const abreast = lines
    .map((_, i) => i)
    .filter((i) => i !== main && overlapY(lines[i]!.box, lines[main]!.box) >= 0.5 * lines[i]!.box.height);
  const { line, order } = joinLines([lines[main]!, ...abreast.map((i) => lines[i]!)]);
  const joined = order.flatMap((at) => scores[[main, ...abreast][at]!]!);
  return { page, read: { line, scores: joined, classes, reading: readLattice(line, joined, classes, READ) } };
}

/** A stroke this slender may be a 1, and as well the remains of a rule. */
const STROKE_SLENDERNESS = 3.5;
const STROKE_WEIGHT = 0.2;

/** The line that the picture is of has the most and the tallest digits; mere strokes say little. */
function weight({ height }: TextLine, numbers: readonly FoundNumber[]): number {
  const glyphs = numbers.flatMap((number) => number.glyphs);
  const isStroke = ({ box }: ReadGlyph) => box.height > STROKE_SLENDERNESS * box.width;
  return glyphs.reduce((sum, glyph) => sum + (isStroke(glyph) ? STROKE_WEIGHT : 1), 0) * height;
}
