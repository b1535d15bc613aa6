import type { Classifier } from '../classify/classifier.ts';
import { median } from '../document/averages.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { unionBoxes } from '../document/geometry.ts';
import { CROP_SIZE } from '../document/image.ts';
import type { Writing } from '../fields/field-reading.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import { normalizeGlyph } from '../preprocess/normalize-glyph.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type CalibrationTable, calibrate, UNCALIBRATED } from '../read/calibration.ts';
import { combPatterns } from '../read/comb-patterns.ts';
import { combWritings } from '../read/comb-writings.ts';
import { crossShape } from '../read/cross-shape.ts';
import { DIGITS } from '../read/frames.ts';
import { type CellLook, type JudgedCell, judgeCells } from '../read/judge-cells.ts';
import type { WeighedText } from '../read/weigh-readings.ts';
import { pictureOf } from '../segment/comb-ink.ts';
import { type LineStrip, lineStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { cropBatch, stripBatch } from './batches.ts';

/** Cells side by side, each with the ink of one character or with none. */
export interface CellRow {
  /** The page that the components are of. */
  readonly window: Pick<PreparedPage, 'width' | 'height' | 'labels' | 'soft'>;
  readonly cells: readonly (readonly Component[])[];
  /** The form lets writers cross cells out. */
  readonly mayBeCrossed: boolean;
}

export interface CellRowReading {
  readonly cells: readonly JudgedCell[];
  /** All cells as one text, as `combPatterns` writes them; the likeliest first. */
  readonly patterns: readonly Writing[];
}

/** What a cell without ink looks like. */
const NO_INK = new Uint8Array(CROP_SIZE * CROP_SIZE);
/** Cells' ink of at least this share of the highest's height says how high the digits are. */
const FULL_SIZE = 0.6;

/**
 * Reads rows of cells: each cell for itself by the glyph network, and the digits side by side by the line network. Asks the
 * classifier once for glyphs and once for lines, unless there are no rows. Throws what the classifier throws.
 */
export async function readCells(
  rows: readonly CellRow[],
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<{ readonly rows: readonly CellRowReading[]; readonly answered?: AnsweringModel }> {
  if (rows.length === 0) return { rows: [] };
  const pictures = rows.map(({ window, cells }) =>
    cells.map((own) => (own.length === 0 ? undefined : pictureOf(own, window))),
  );
  const crops = pictures.flat().map((picture) => picture && normalizeGlyph(picture));
  const { model, probabilities } = await classifier.classify(
    cropBatch(crops.map((crop) => crop ?? NO_INK)),
    signal,
  );
  const width = model.classes.length;
  let next = 0;
  const judged = rows.map((row, r) => {
    const looks = pictures[r]!.map((picture): CellLook => {
      const crop = crops[next];
      return {
        hasInk: crop !== undefined,
        probabilities: probabilities.subarray(next * width, ++next * width),
        cross: crop ? crossShape(crop) : 0,
        breadth: picture ? picture.width / picture.height : 0,
      };
    });
    return { row, looks, states: judgeCells(looks, model.classes, row.mayBeCrossed) };
  });
  const strips = judged.map(({ row, states }) => digitStrip(row, states));
  const shown = strips.flatMap((strip) => (strip && strip.width <= MAX_STRIP_COLUMNS ? [strip] : []));
  const { classes, frames, ...answer } = await classifier.readStrips(stripBatch(shown), signal);
  const readings = judged.map(({ looks, states }, r): CellRowReading => {
    const digits = looks.filter((_, i) => states[i]!.state === 'digit').map((look) => look.probabilities);
    const at = strips[r] ? shown.indexOf(strips[r]) : -1;
    const look = at < 0 ? undefined : { classes, probabilities: frames[at]! };
    const writings = calibrated(
      combWritings(digits, model.classes, look),
      answer.calibration ?? UNCALIBRATED,
    );
    const lone = looks.map((own) => digitShares(own.probabilities, model.classes));
    return { cells: states, patterns: combPatterns(states, writings, lone) };
  });
  return {
    rows: readings,
    answered: { model, ...(answer.calibration && { calibration: answer.calibration }) },
  };
}

/** The best text as sure as the calibration says; what is left is shared by the others as it was. */
function calibrated(ranked: readonly WeighedText[], calibration: CalibrationTable): Writing[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const sure = calibrate(calibration, Math.min(1, best.confidence));
  const share = (1 - sure) / Math.max(1e-9, 1 - best.confidence);
  return ranked.map(({ text, confidence }, i) => ({
    text,
    probability: i === 0 ? sure : Math.min(sure, confidence * share),
  }));
}

/** How likely each of the ten digits is, given that it is one of them. */
function digitShares(probabilities: ArrayLike<number>, classes: readonly string[]): number[] {
  const own = [...DIGITS].map((digit) => probabilities[classes.indexOf(digit)] ?? 0);
  const sum = own.reduce((total, share) => total + share, 0);
  return own.map((share) => (sum > 0 ? share / sum : 0));
}

/** The digits of a row side by side, without what stands in crossed cells; undefined where there is none. */
function digitStrip({ window, cells }: CellRow, states: readonly JudgedCell[]): LineStrip | undefined {
  const glyphs = cells.filter((parts, i) => parts.length > 0 && states[i]!.state === 'digit');
  if (glyphs.length === 0) return undefined;
  const boxes = glyphs.map((parts) => unionBoxes(parts.map(({ box }) => box)));
  const highest = Math.max(...boxes.map(({ height }) => height));
  const full = boxes.filter(({ height }) => height >= FULL_SIZE * highest);
  return lineStrip(
    {
      height: median(full.map(({ height }) => height)),
      band: { top: median(full.map(({ y }) => y)), foot: median(full.map((box) => box.y + box.height)) },
      pieces: glyphs.flat().map(({ label, box }) => ({ label, box })),
    },
    window,
  );
}
