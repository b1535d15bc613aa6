import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import type { Box } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { turnImage, unturnBox } from '../preprocess/turn.ts';
import type { FrameScores } from '../read/frames.ts';
import { measureSpacing } from '../read/micr-spacing.ts';
import { readMicrFrames } from '../read/micr-text.ts';
import { findMicrRows } from '../segment/find-micr-line.ts';
import { type LineStrip, rowStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { centreOf, countUnread, type DescribedMicr, describeMicr, type ReadRow } from './describe-micr.ts';
import { stripBatch } from './look-again.ts';

/** What of a prepared page a MICR line is looked for in. */
export type MicrPage = Pick<PreparedPage, 'width' | 'height' | 'dpi' | 'soft' | 'components' | 'toSource'>;

export interface MicrLook {
  /** From the lowest to the highest; in source-page pixels. */
  readonly lines: readonly DescribedMicr[];
  /** None is read as the page lies, but some are when it is turned by half. */
  readonly upsideDown: boolean;
  /** Left out where no row was like a MICR line, so that nobody was asked. */
  readonly answered?: AnsweringModel;
}

/** A line has at least so many characters, seen so surely in the mean, so many of them in their places. */
const LEAST_CHARACTERS = 8;
const LEAST_SURE = 0.8;
const LEAST_EVEN = 0.7;
/** Every line has symbols; of a row with more ink unread than this, in characters to each one read, none is believed. */
const SYMBOL = /[A-Z]/u;
const MOST_UNREAD = 0.35;

/**
 * Finds and reads the MICR lines of a page, and says whether it is upside down by them. Throws what `classifier.readStrips`
 * throws.
 */
export async function readMicr(
  page: MicrPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<MicrLook> {
  const strips = findMicrRows(page.components, page)
    .map((row) => rowStrip(row, page))
    .filter(({ width }) => width <= MAX_STRIP_COLUMNS);
  if (strips.length === 0) return { lines: [], upsideDown: false };
  const asItLies = await readStrips(strips, classifier, signal);
  const lines = asItLies.rows.map((row) => describeMicr(row, page));
  const { answered } = asItLies;
  if (lines.length > 0) return { lines, upsideDown: false, answered };
  const turned = await readStrips(strips.map(turnedByHalf), classifier, signal);
  return { lines, upsideDown: turned.rows.length > 0, answered };
}

async function readStrips(
  strips: readonly LineStrip[],
  classifier: Classifier,
  signal: AbortSignal | undefined,
) {
  const { model, classes, frames } = await classifier.readStrips(stripBatch(strips), signal, 'micr');
  const rows = strips.flatMap((strip, i) => readRow(strip, { classes, probabilities: frames[i]! }) ?? []);
  return { rows, answered: { model } };
}

/** What stands in a strip, if it is a MICR line. */
function readRow(strip: LineStrip, scores: FrameScores): ReadRow | undefined {
  const reading = readMicrFrames(scores);
  if (reading === undefined || reading.glyphs.length < LEAST_CHARACTERS) return undefined;
  const spacing = measureSpacing(reading.glyphs.map(centreOf));
  const sure = reading.glyphs.reduce((sum, { probability }) => sum + probability, 0) / reading.glyphs.length;
  if (sure < LEAST_SURE || spacing.even < LEAST_EVEN) return undefined;
  const row = { strip, reading, spacing };
  const isMostlyRead = countUnread(row) <= MOST_UNREAD * reading.glyphs.length;
  return isMostlyRead && reading.glyphs.some(({ text }) => SYMBOL.test(text)) ? row : undefined;
}

/** The page turned clockwise by 90 degrees, as far as looking for MICR lines needs it. */
export function turnedByQuarter(page: MicrPage): MicrPage {
  const { width, height } = page;
  const back = (box: Box) => unturnBox(box, 90, width, height);
  return {
    ...page,
    width: height,
    height: width,
    soft: turnImage(page.soft, 90),
    // Turning on by three quarters is turning back by one.
    components: page.components.map((part) => ({ ...part, box: unturnBox(part.box, 270, height, width) })),
    toSource: (box) => page.toSource(back(box)),
  };
}

/** The row's middle is the strip's, so that its bytes backwards are the same row upside down. */
function turnedByHalf(strip: LineStrip): LineStrip {
  return { ...strip, data: strip.data.slice().reverse() };
}
