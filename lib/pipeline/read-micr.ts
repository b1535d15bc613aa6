import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { FrameScores } from '../read/frames.ts';
import { measureSpacing } from '../read/micr-spacing.ts';
import { readMicrFrames } from '../read/micr-text.ts';
import { findMicrRows } from '../segment/find-micr-line.ts';
import { type LineStrip, rowStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { centreOf, type DescribedMicr, describeMicr, type ReadRow } from './describe-micr.ts';
import { stripBatch } from './look-again.ts';

export interface MicrLook {
  /** From the lowest to the highest; in source-page pixels. */
  readonly lines: readonly DescribedMicr[];
  /** MICR lines are read on the page when it is turned by half, and none as it lies. */
  readonly upsideDown: boolean;
  /** Left out where no row was like a MICR line, so that nobody was asked. */
  readonly answered?: AnsweringModel;
}

/** A line has at least so many characters, seen so surely in the mean, so many of them in their places. */
const LEAST_CHARACTERS = 8;
const LEAST_SURE = 0.8;
const LEAST_EVEN = 0.7;

/**
 * Finds and reads the MICR lines of a page, and says whether it is upside down by them. Throws what `classifier.readStrips`
 * throws.
 */
export async function readMicr(
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<MicrLook> {
  const rows = findMicrRows(page.components, page);
  const strips = rows.map((row) => rowStrip(row, page)).filter(({ width }) => width <= MAX_STRIP_COLUMNS);
  if (strips.length === 0) return { lines: [], upsideDown: false };
  const { model, classes, frames } = await classifier.readStrips(
    stripBatch([...strips, ...strips.map(turnedByHalf)]),
    signal,
    'micr',
  );
  const read = strips.flatMap((strip, i) => readRow(strip, { classes, probabilities: frames[i]! }) ?? []);
  const turned = strips.flatMap(
    (strip, i) => readRow(strip, { classes, probabilities: frames[strips.length + i]! }) ?? [],
  );
  const upsideDown = weightOf(turned) > weightOf(read);
  const lines = upsideDown ? [] : read.map((row) => describeMicr(row, page));
  return { lines, upsideDown, answered: { model } };
}

/** What stands in a strip, if it is a MICR line. */
export function readRow(strip: LineStrip, scores: FrameScores): ReadRow | undefined {
  const reading = readMicrFrames(scores);
  if (reading === undefined || reading.glyphs.length < LEAST_CHARACTERS) return undefined;
  const spacing = measureSpacing(reading.glyphs.map(centreOf));
  const sure = reading.glyphs.reduce((sum, { probability }) => sum + probability, 0) / reading.glyphs.length;
  return sure < LEAST_SURE || spacing.even < LEAST_EVEN ? undefined : { strip, reading, spacing };
}

/** How surely rows are MICR lines: the characters seen, as far as they were seen. */
function weightOf(rows: readonly ReadRow[]): number {
  return rows.flatMap(({ reading }) => reading.glyphs).reduce((sum, { probability }) => sum + probability, 0);
}

/** The row's middle is the strip's, so that its bytes backwards are the same row upside down. */
function turnedByHalf(strip: LineStrip): LineStrip {
  return { ...strip, data: strip.data.slice().reverse() };
}
