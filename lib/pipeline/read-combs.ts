import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { type Box, unionBoxes } from '../document/geometry.ts';
import { CROP_SIZE } from '../document/image.ts';
import type { Writing } from '../fields/field-reading.ts';
import { normalizeGlyph } from '../preprocess/normalize-glyph.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type CalibrationTable, calibrate, UNCALIBRATED } from '../read/calibration.ts';
import { combPatterns } from '../read/comb-patterns.ts';
import { combWritings } from '../read/comb-writings.ts';
import { crossShape } from '../read/cross-shape.ts';
import { DIGITS } from '../read/frames.ts';
import { type CellLook, type JudgedCell, judgeCells } from '../read/judge-cells.ts';
import type { WeighedText } from '../read/weigh-readings.ts';
import { type CombInk, combInk, pictureOf } from '../segment/comb-ink.ts';
import { cellBoxes } from '../segment/fit-comb.ts';
import { type LineStrip, lineStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { stripBatch } from './look-again.ts';

/** Where a comb is expected, in prepared-page pixels. */
export interface ExpectedComb {
  readonly box: Box;
  readonly cells: number;
  /** The form lets writers cross cells out. */
  readonly mayBeCrossed: boolean;
}

export interface CombReading {
  /** Where the comb was found, in prepared-page pixels. */
  readonly box: Box;
  readonly cells: readonly (JudgedCell & {
    /** In source-page pixels. */
    readonly box: Box;
  })[];
  /** All cells as one text, as `combPatterns` writes them; the likeliest first. */
  readonly patterns: readonly Writing[];
}

export interface CombReadings {
  readonly combs: readonly CombReading[];
  /** Left out when there was no comb to ask about. */
  readonly answered?: AnsweringModel;
}

/** Smaller ink than this share of a cell is a speck, and no digit. */
const SPECK = 0.1;
const LEAST_GLYPH = 0.22;
/** Cells' ink of at least this share of the highest's height says how high the digits are. */
const FULL_SIZE = 0.6;

/**
 * Reads combs, one digit a cell: each cell for itself by the glyph network, and the digits side by side by the line network.
 * Asks the classifier once for glyphs and once for lines. Throws what the classifier throws.
 */
export async function readCombs(
  expected: readonly ExpectedComb[],
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<CombReadings> {
  if (expected.length === 0) return { combs: [] };
  const inks = expected.map(({ box, cells }) => withoutSpecks(combInk(box, cells, page)));
  const pictures = inks.map(({ window, cells }) =>
    cells.map((own) => (own.length === 0 ? undefined : pictureOf(own, window))),
  );
  const crops = pictures.flat().map((picture) => picture && normalizeGlyph(picture));
  const data = new Uint8Array(crops.length * CROP_SIZE * CROP_SIZE);
  crops.forEach((crop, i) => {
    if (crop) data.set(crop, i * CROP_SIZE * CROP_SIZE);
  });
  const { model, probabilities } = await classifier.classify({ count: crops.length, data }, signal);
  const width = model.classes.length;
  let next = 0;
  const judged = inks.map((ink, c) => {
    const looks = ink.cells.map((_, i): CellLook => {
      const crop = crops[next];
      const picture = pictures[c]![i];
      return {
        hasInk: crop !== undefined,
        probabilities: probabilities.subarray(next * width, ++next * width),
        cross: crop ? crossShape(crop) : 0,
        breadth: picture ? picture.width / picture.height : 0,
      };
    });
    return { ink, looks, states: judgeCells(looks, model.classes, expected[c]!.mayBeCrossed) };
  });
  const strips = judged.map(({ ink, states }) => digitStrip(ink, states));
  const shown = strips.flatMap((strip) => (strip && strip.width <= MAX_STRIP_COLUMNS ? [strip] : []));
  const answer = await classifier.readStrips(stripBatch(shown), signal);
  const { calibration = UNCALIBRATED } = answer;
  const combs = judged.map(({ ink, looks, states }, c): CombReading => {
    const digits = looks.filter((_, i) => states[i]!.state === 'digit').map((look) => look.probabilities);
    const at = strips[c] ? shown.indexOf(strips[c]) : -1;
    const look = at < 0 ? undefined : { classes: answer.classes, probabilities: answer.frames[at]! };
    const writings = calibrated(combWritings(digits, model.classes, look), calibration);
    const lone = looks.map(({ probabilities }) => digitShares(probabilities, model.classes));
    return {
      box: { ...ink.comb.box, x: ink.comb.box.x + ink.frame.x, y: ink.comb.box.y + ink.frame.y },
      cells: cellBoxes(ink.comb).map((box, i) => ({ ...states[i]!, box: ink.window.toSource(box) })),
      patterns: combPatterns(states, writings, lone),
    };
  });
  return { combs, answered: { model, ...(answer.calibration && { calibration: answer.calibration }) } };
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

/** Specks are no ink of a cell, nor is anything that is too small for a character. */
function withoutSpecks(ink: CombInk): CombInk {
  const { box, cells } = ink.comb;
  const cell = Math.min(box.width / cells, box.height);
  const longest = ({ width, height }: Box) => Math.max(width, height);
  const own = ink.cells.map((parts) => {
    const whole = parts.filter((part) => longest(part.box) >= SPECK * cell);
    const isGlyph =
      whole.length > 0 && longest(unionBoxes(whole.map((part) => part.box))) >= LEAST_GLYPH * cell;
    return isGlyph ? whole : [];
  });
  return { ...ink, cells: own };
}

/** The digits of a comb side by side, without what stands in crossed cells; undefined where there is none. */
function digitStrip({ window, cells }: CombInk, states: readonly JudgedCell[]): LineStrip | undefined {
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
