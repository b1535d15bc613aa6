import type { Classifier } from '../classify/classifier.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { ReadLine } from '../read/settle-number.ts';
import { segmentPage } from '../segment/segment-page.ts';
import { cropsOf, scoresByLine } from './line-crops.ts';
import { type LookOptions, lookAgain } from './look-again.ts';
import { mainLine } from './main-line.ts';
import { prepareLine } from './prepare-line.ts';
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
  return { page, read: mainLine(lines, scores, classes) };
}
