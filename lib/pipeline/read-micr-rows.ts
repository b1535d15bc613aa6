import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { STRIP_FRAME } from '../document/image.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { FrameScores } from '../read/frames.ts';
import { measureSpacing } from '../read/micr-spacing.ts';
import { readMicrFrames } from '../read/micr-text.ts';
import type { MicrRow } from '../segment/find-micr-line.ts';
import { type LineStrip, rowStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { stripBatch } from './batches.ts';
import { centreOf, countUnread, type ReadRow } from './describe-micr.ts';

export interface ReadRowsOptions {
  readonly classifier: Classifier;
  readonly signal?: AbortSignal | undefined;
  /** Read them turned by half. @default false */
  readonly upsideDown?: boolean;
}

/** Columns from one character to the next where a line is printed by the standard: 0.125 inches at digits of 0.117. */
const PITCH_COLUMNS = 21.4;
/** A line whose pitch is off by a greater share is stretched to the standard and read again, by so much at most. */
const OFF_PITCH = 0.1;
const MOST_STRETCH = 1.8;

/**
 * What stands in rows, where any characters do. A row that is too narrow or too wide for its height is read twice, and that
 * reading taken which leaves less ink unread. Throws what `classifier.readStrips` throws.
 */
export async function readMicrRows(
  rows: readonly MicrRow[],
  page: Pick<PreparedPage, 'width' | 'height' | 'soft'>,
  options: ReadRowsOptions,
): Promise<{ readonly rows: readonly ReadRow[]; readonly answered: AnsweringModel }> {
  const read = async (strips: readonly LineStrip[]) => {
    const { model, classes, frames } = await options.classifier.readStrips(
      stripBatch(strips),
      options.signal,
      'micr',
    );
    const found = strips.map((strip, i) => readRow(strip, { classes, probabilities: frames[i]! }));
    return { found, answered: { model } };
  };
  const stripOf = (row: MicrRow, stretch?: number) => {
    const strip = rowStrip(row, page, stretch);
    return options.upsideDown ? turnedByHalf(strip) : strip;
  };
  const narrow = rows
    .map((row) => ({ row, strip: stripOf(row) }))
    .filter(({ strip }) => strip.width <= MAX_STRIP_COLUMNS);
  const first = await read(narrow.map(({ strip }) => strip));
  const again = narrow.flatMap(({ row }, i) => {
    const reading = first.found[i];
    const stretch = reading === undefined ? 1 : PITCH_COLUMNS / (reading.spacing.pitch * STRIP_FRAME);
    if (Math.abs(stretch - 1) <= OFF_PITCH || Math.max(stretch, 1 / stretch) > MOST_STRETCH) return [];
    const strip = stripOf(row, stretch);
    return strip.width <= MAX_STRIP_COLUMNS ? [{ i, strip }] : [];
  });
  if (again.length === 0) return { rows: first.found.filter(isRead), answered: first.answered };
  const second = await read(again.map(({ strip }) => strip));
  const best = first.found.map((reading, i) => {
    const other = second.found[again.findIndex((asked) => asked.i === i)];
    return other !== undefined && reading !== undefined && isBetter(other, reading) ? other : reading;
  });
  return { rows: best.filter(isRead), answered: first.answered };
}

function isRead(row: ReadRow | undefined): row is ReadRow {
  return row !== undefined;
}

function isBetter(a: ReadRow, b: ReadRow): boolean {
  const difference = countUnread(b) - countUnread(a);
  return difference === 0 ? a.reading.probability > b.reading.probability : difference > 0;
}

function readRow(strip: LineStrip, scores: FrameScores): ReadRow | undefined {
  const reading = readMicrFrames(scores);
  if (reading === undefined || reading.glyphs.length < 2) return undefined;
  return { strip, scores, reading, spacing: measureSpacing(reading.glyphs.map(centreOf)) };
}

/** The row's middle is the strip's, so that its bytes backwards are the same row upside down. */
function turnedByHalf(strip: LineStrip): LineStrip {
  return { ...strip, data: strip.data.slice().reverse() };
}
