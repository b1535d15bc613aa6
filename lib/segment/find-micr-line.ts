import { type Box, centreX, centreY, overlapArea } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import { type MergedBox, mergeNear } from './merge-near.ts';
import { evenShare, LEAST_MEMBERS, MAX_HEIGHT_RATIO, MAX_STEP, threadRows } from './micr-chains.ts';
import { type FoundRow, joinAbreast, type MicrRow, measureRow } from './micr-row.ts';

export type { MicrRow } from './micr-row.ts';

export interface FindMicrOptions {
  readonly dpi: number;
}

/** Inches that a digit of E-13B is high; those of CMC-7 are a hundredth less. */
export const DIGIT_INCH = 0.117;
/** Room for a wrong dpi: a digit is at least and at most so many times as high as it should be. */
const LOWEST = 0.45;
const HIGHEST = 2.1;
/** Digits that touch are one component this many heights wide at most. */
const MAX_WIDTH = 5;
/** The bars of CMC-7 are put together at several sizes, as the dpi may be wrong. */
const SIZES = [1, 0.7, 1.45, 2];
/** The share of a row's marks that stand a whole number of places after the one before. */
const LEAST_EVEN = 0.6;
/**
 * Characters of CMC-7 with a blank middle fall into two marks, so that fewer are in place; but no text is of so many parts.
 */
const LEAST_EVEN_BARS = 0.4;
const LEAST_BARS = 3;
/** Rows that share so much of the smaller one's box are one. */
const SAME_ROW = 0.5;
/** Rows handed on, those of the most marks in even places: more would be text. */
const MAX_ROWS = 8;

/**
 * Rows of marks that may be MICR lines, the lowest first: as high as each other, in line and evenly spaced. Marks are
 * components, as the digits of E-13B are, and components put together, as the characters of CMC-7 are. Which rows are MICR
 * lines, and what they say, only reading them tells.
 */
export function findMicrRows(components: readonly Component[], options: FindMicrOptions): MicrRow[] {
  const digit = DIGIT_INCH * options.dpi;
  const boxes = components.map(({ box }) => box).filter(({ height }) => height <= HIGHEST * digit);
  const rows: FoundRow[] = [];
  const whole = boxes.map((box) => ({ ...box, parts: 1 }));
  for (const marks of [whole, ...SIZES.map((size) => mergeNear(boxes, size * digit))]) {
    rows.push(...rowsOf(marks, digit, boxes));
  }
  return mostFirst(joinAbreast(withoutRepeats(rows), boxes), lengthOf)
    .slice(0, MAX_ROWS)
    .sort((a, b) => b.box.y - a.box.y);
}

function rowsOf(marks: readonly MergedBox[], digit: number, boxes: readonly Box[]): FoundRow[] {
  const fit = marks.filter(
    ({ width, height }) =>
      height >= LOWEST * digit && height <= HIGHEST * digit && width <= MAX_WIDTH * height,
  );
  return threadRows(fit)
    .filter((chain) => chain.length >= LEAST_MEMBERS && evenShare(chain) >= leastEven(chain))
    .map((chain) => {
      const first = measureRow(chain, boxes);
      // Once more by all marks in it, not only by those that the thread took.
      const members = likeMarks(first, fit);
      return members.length < LEAST_MEMBERS ? first : measureRow(members, boxes);
    });
}

function leastEven(chain: readonly MergedBox[]): number {
  const parts = chain.reduce((sum, mark) => sum + mark.parts, 0) / chain.length;
  return parts >= LEAST_BARS ? LEAST_EVEN_BARS : LEAST_EVEN;
}

/** What is found by its components and again by those put together is one row: that of the most ink in even places. */
function withoutRepeats(rows: readonly FoundRow[]): FoundRow[] {
  const kept: FoundRow[] = [];
  for (const row of mostFirst(rows, weightOf)) {
    const area = row.box.width * row.box.height;
    const isSame = ({ box }: FoundRow) =>
      overlapArea(box, row.box) >= SAME_ROW * Math.min(area, box.width * box.height);
    if (!kept.some(isSame)) kept.push(row);
  }
  return kept;
}

/** What is counted is counted once for each row, not for each comparison. */
function mostFirst<Row>(rows: readonly Row[], count: (row: Row) => number): Row[] {
  return rows
    .map((row) => ({ row, of: count(row) }))
    .sort((a, b) => b.of - a.of)
    .map(({ row }) => row);
}

/** In marks that stand in their places. */
function lengthOf({ members }: FoundRow): number {
  return evenShare(members) ** 2 * members.length;
}

function weightOf({ members }: FoundRow): number {
  return evenShare(members) * members.reduce((sum, { width, height }) => sum + width * height, 0);
}

/** The marks that stand in the row of a chain and are as high as its own. */
function likeMarks(row: FoundRow, boxes: readonly Box[]): Box[] {
  return boxes.filter((box) => {
    const ratio = Math.max(box.height / row.height, row.height / box.height);
    const apart = Math.abs(centreY(box) - row.middleAt(centreX(box)));
    const inside = centreX(box) >= row.box.x && centreX(box) <= row.box.x + row.box.width;
    return inside && ratio <= MAX_HEIGHT_RATIO && apart <= MAX_STEP * row.height;
  });
}
