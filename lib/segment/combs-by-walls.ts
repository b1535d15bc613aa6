import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { findRules } from '../preprocess/find-rules.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { ProposedComb } from './combs-of-cells.ts';
import { inkWithRules } from './page-ink.ts';

/** Cells are between so many inches high, and so many times as wide as high. */
const LEAST_HEIGHT_INCH = 0.15;
const LEAST_WIDTH_INCH = 0.13;
const MOST_HEIGHT_INCH = 1.1;
const LEAST_WIDE = 0.35;
const MOST_WIDE = 1.7;
/** Walls of one comb are this evenly apart, and reach over this share of its height. */
const UNEVEN = 0.12;
const REACHED = 0.92;
/** A wall that was not found as a rule, as one beside a bar is not, has ink over this share of the height. */
const INKED = 0.75;
const WAVE = 0.03;
/** Writing and walls fill at most this share of a row of pixels so far inside of a comb, in its heights. */
const MOST_INK = 0.45;
const BAR_EDGE = 0.12;
const THICKEST_INCH = 0.05;
const BREAK_INCH = 0.01;
/** Columns wider than print's letters: two cells at least. */
const LEAST_WALLS = 3;

interface Wall {
  readonly x: number;
  readonly top: number;
  readonly foot: number;
}

/**
 * Finds combs by their walls: standing rules evenly apart that reach over the same rows. What is written over their sides, or
 * printed as a bar, does not hide them.
 */
export function combsByWalls(page: PreparedPage): ProposedComb[] {
  const ink = inkWithRules(page, { x: 0, y: 0, width: page.width, height: page.height });
  const walls = findRules(ink, {
    minLength: LEAST_HEIGHT_INCH * page.dpi,
    minStandingLength: LEAST_HEIGHT_INCH * page.dpi,
    minSideLength: LEAST_HEIGHT_INCH * page.dpi,
    maxThickness: THICKEST_INCH * page.dpi,
    maxBreak: Math.max(1, Math.round(BREAK_INCH * page.dpi)),
  })
    .filter(({ direction }) => direction === 'standing')
    .map(({ box }): Wall => ({ x: box.x + box.width / 2, top: box.y, foot: box.y + box.height }))
    .sort((a, b) => b.foot - b.top - a.foot + a.top);
  const combs: ProposedComb[] = [];
  for (const seed of walls) {
    const height = seed.foot - seed.top;
    if (height > MOST_HEIGHT_INCH * page.dpi) continue;
    const row = walls
      .filter(({ top, foot }) => Math.min(foot, seed.foot) - Math.max(top, seed.top) >= REACHED * height)
      .sort((a, b) => a.x - b.x);
    const xs = extended(evenRun(row, seed, height), seed, ink);
    const pitch = (xs.at(-1)! - xs[0]!) / (xs.length - 1);
    if (xs.length < LEAST_WALLS || pitch < LEAST_WIDTH_INCH * page.dpi) continue;
    const box = { x: xs[0]!, y: seed.top, width: xs.at(-1)! - xs[0]!, height };
    if (![seed.top, seed.foot].every((y) => hasSide(y, box, ink)) || isBar(box, ink)) continue;
    const same = combs.findIndex((other) => isSame(other.box, box));
    if (same < 0) combs.push({ box, cells: xs.length - 1, gap: 0 });
    else if (combs[same]!.cells < xs.length - 1) combs[same] = { box, cells: xs.length - 1, gap: 0 };
  }
  return combs;
}

/** The walls on both sides of one that go on at the distance of the nearest. */
function evenRun(row: readonly Wall[], seed: Wall, height: number): number[] {
  const at = row.indexOf(seed);
  let best: number[] = [];
  for (const neighbour of [row[at - 1], row[at + 1]]) {
    if (neighbour === undefined) continue;
    const pitch = Math.abs(neighbour.x - seed.x);
    if (pitch < LEAST_WIDE * height || pitch > MOST_WIDE * height) continue;
    const next = (from: number, step: number) =>
      row.find(({ x }) => Math.abs(x - from - step) <= UNEVEN * pitch)?.x;
    const run = [seed.x];
    for (let x = next(seed.x, -pitch); x !== undefined; x = next(x, -pitch)) run.unshift(x);
    for (let x = next(seed.x, pitch); x !== undefined; x = next(x, pitch)) run.push(x);
    if (run.length > best.length) best = run;
  }
  return best;
}

/** With one more wall at either end where there is ink for it: the edge of a bar. */
function extended(xs: readonly number[], seed: Wall, ink: BinaryImage): number[] {
  if (xs.length < 2) return [...xs];
  const pitch = (xs.at(-1)! - xs[0]!) / (xs.length - 1);
  const before = xs[0]! - pitch;
  const after = xs.at(-1)! + pitch;
  return [
    ...(hasWall(before, seed, ink, UNEVEN * pitch) ? [before] : []),
    ...xs,
    ...(hasWall(after, seed, ink, UNEVEN * pitch) ? [after] : []),
  ];
}

function hasWall(at: number, { top, foot }: Wall, { width, data }: BinaryImage, reach: number): boolean {
  for (let x = Math.max(0, Math.round(at - reach)); x <= Math.min(width - 1, Math.round(at + reach)); x++) {
    let inked = 0;
    for (let y = top; y < foot; y++) inked += data[y * width + x]!;
    if (inked >= INKED * (foot - top)) return true;
  }
  return false;
}

/** A bar, whose edges are far thicker than a rule, and no cells with writing in them. */
function isBar({ x, y, width, height }: Box, ink: BinaryImage): boolean {
  const inset = Math.round(BAR_EDGE * height);
  return [y + inset, y + height - inset].some((at) => {
    const row = Math.min(ink.height - 1, Math.max(0, Math.round(at))) * ink.width;
    let inked = 0;
    for (let column = Math.round(x); column < x + width; column++) inked += ink.data[row + column]!;
    return inked > MOST_INK * width;
  });
}

/** A lying rule goes along the walls' ends: letters, whose strokes stand evenly too, have none. */
function hasSide(
  at: number,
  { x, width: length, height: cell }: Box,
  { width, height, data }: BinaryImage,
): boolean {
  const reach = Math.round(UNEVEN * cell);
  const near = Math.max(1, Math.round(WAVE * cell));
  for (let y = Math.max(0, at - reach); y <= Math.min(height - 1, at + reach); y++) {
    let inked = 0;
    for (let column = Math.round(x); column < x + length; column++) {
      let hasInk = false;
      for (let k = Math.max(0, y - near); k <= Math.min(height - 1, y + near) && !hasInk; k++) {
        hasInk = data[k * width + column] === 1;
      }
      if (hasInk) inked++;
    }
    if (inked >= INKED * length) return true;
  }
  return false;
}

function isSame(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0.5 * Math.min(a.height, b.height);
}
