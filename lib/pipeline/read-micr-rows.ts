import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { STRIP_FRAME, STRIP_HEIGHT } from '../document/image.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { FrameScores } from '../read/frames.ts';
import { measureSpacing } from '../read/micr-spacing.ts';
import { readMicrFrames } from '../read/micr-text.ts';
import type { MicrRow } from '../segment/find-micr-line.ts';
import { interpolate } from '../segment/interpolate.ts';
import { type InkRow, type LineStrip, rowStrip } from '../segment/line-strip.ts';
import { agreed, isUnsure, LOOKS } from './agree-on-micr.ts';
import type { AnsweringModel } from './answering-model.ts';
import { stripBatch } from './batches.ts';
import { centreOf, countUnread, type ReadRow } from './describe-micr.ts';

export interface ReadRowsOptions {
  readonly classifier: Classifier;
  readonly signal?: AbortSignal | undefined;
  /** Read them turned by half. @default false */
  readonly upsideDown?: boolean;
  /** Which rows, as they were first read, are worth more looks. @default all */
  readonly isWorthMore?: (row: ReadRow) => boolean;
}

/** Columns from one character to the next where a line is printed by the standard: 0.125 inches at digits of 0.117. */
const PITCH_COLUMNS = 21.4;
/** A line whose pitch is anywhere off by a greater share is levelled to the standard and read again, by so much at most. */
const OFF_PITCH = 0.1;
const MOST_STRETCH = 1.8;

/**
 * What stands in rows, where any characters do. A row that is anywhere too narrow or too wide for its height is read twice, the
 * second time with its characters evenly apart, and that reading taken which leaves less ink unread. Where it is not sure, the
 * row is looked at in more ways, and what most of them agree on taken. Throws what `classifier.readStrips` throws.
 */
export async function readMicrRows(
  rows: readonly MicrRow[],
  page: Pick<PreparedPage, 'width' | 'height' | 'soft'>,
  options: ReadRowsOptions,
): Promise<{ readonly rows: readonly ReadRow[]; readonly answered: AnsweringModel }> {
  const { isWorthMore = () => true } = options;
  const read = async (shown: readonly { readonly row: InkRow; readonly strip: LineStrip }[]) => {
    const strips = shown.map(({ strip }) => strip);
    const { model, calibration, classes, frames } = await options.classifier.readStrips(
      stripBatch(strips),
      options.signal,
      'micr',
    );
    const found = shown.map((one, i) => readRow(one, { classes, probabilities: frames[i]! }));
    return { found, answered: { model, ...(calibration && { calibration }) } };
  };
  const stripOf = (row: InkRow) => {
    const strip = rowStrip(row, page);
    return options.upsideDown ? turnedByHalf(strip) : strip;
  };
  const narrow = rows
    .map((row: InkRow) => ({ row, strip: stripOf(row) }))
    .filter(({ strip }) => strip.width <= MAX_STRIP_COLUMNS);
  const first = await read(narrow);
  const again = narrow.flatMap(({ row }, i) => {
    const reading = first.found[i];
    if (reading === undefined || !isWorthMore(reading)) return [];
    const stretchAt = stretchOf(reading, options.upsideDown ?? false);
    if (stretchAt === undefined) return [];
    const level: InkRow = { ...row, stretchAt };
    const strip = stripOf(level);
    return strip.width <= MAX_STRIP_COLUMNS ? [{ i, row: level, strip }] : [];
  });
  const second = again.length === 0 ? [] : (await read(again)).found;
  const best = first.found.map((reading, i) => {
    const at = again.findIndex((asked) => asked.i === i);
    const other = second[at];
    return other !== undefined && reading !== undefined && isBetter(other, reading)
      ? { reading: other, row: again[at]!.row }
      : { reading, row: narrow[i]!.row };
  });
  const looks = best.flatMap(({ reading, row }, i) =>
    reading !== undefined && isUnsure(reading) && isWorthMore(reading)
      ? LOOKS.map((look) => ({ i, row, strip: stripOf(look(row)) })).filter(
          ({ strip }) => strip.width <= MAX_STRIP_COLUMNS,
        )
      : [],
  );
  const seen = looks.length === 0 ? [] : (await read(looks)).found;
  const settled = best.map(({ reading }, i) =>
    reading === undefined
      ? undefined
      : agreed([reading, ...seen.filter((_, at) => looks[at]!.i === i).filter(isRead)]),
  );
  return { rows: settled.filter(isRead), answered: first.answered };
}

/** How much wider a row has to be drawn along it so that its characters stand evenly; undefined where they do. */
function stretchOf(
  { reading, spacing, strip }: ReadRow,
  upsideDown: boolean,
): ((x: number) => number) | undefined {
  const stretches = spacing.pitches.map((pitch) => PITCH_COLUMNS / (pitch * STRIP_FRAME));
  if (stretches.every((stretch) => Math.abs(stretch - 1) <= OFF_PITCH)) return undefined;
  const points = stretches.map((stretch, i) => {
    const column = ((centreOf(reading.glyphs[i]!) + centreOf(reading.glyphs[i + 1]!)) / 2) * STRIP_FRAME;
    return {
      x: strip.toPage(upsideDown ? strip.width - column : column, STRIP_HEIGHT / 2).x,
      y: Math.min(MOST_STRETCH, Math.max(1 / MOST_STRETCH, stretch)),
    };
  });
  points.sort((a, b) => a.x - b.x);
  return (x) => interpolate(points, x);
}

function isRead(row: ReadRow | undefined): row is ReadRow {
  return row !== undefined;
}

function isBetter(a: ReadRow, b: ReadRow): boolean {
  const difference = countUnread(b) - countUnread(a);
  return difference === 0 ? a.reading.probability > b.reading.probability : difference > 0;
}

function readRow(
  { row: { height }, strip }: { readonly row: InkRow; readonly strip: LineStrip },
  scores: FrameScores,
): ReadRow | undefined {
  const reading = readMicrFrames(scores);
  if (reading === undefined || reading.glyphs.length < 2) return undefined;
  return { strip, scores, reading, height, spacing: measureSpacing(reading.glyphs.map(centreOf)) };
}

/** The row's middle is the strip's, so that its bytes backwards are the same row upside down. */
function turnedByHalf(strip: LineStrip): LineStrip {
  return { ...strip, data: strip.data.slice().reverse() };
}
