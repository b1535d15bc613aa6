import { type Box, gapX, unionBoxes } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import type { InkRow } from './line-strip.ts';

/** A row of marks as high as each other, which may be a line of magnetic ink characters. */
export interface MicrRow extends InkRow {
  readonly box: Box;
}

export interface FindMicrOptions {
  readonly dpi: number;
  /** Inches that a digit may be high; both scripts print it 0.11 to 0.12 high. @default room for a wrong dpi */
  readonly digitInches?: { readonly from: number; readonly to: number };
}

const DIGIT_INCHES = { from: 0.055, to: 0.24 };
/** Digits that touch are one component this many heights wide at most. */
const MAX_WIDTH = 5;
/** Neighbours in a row: how unlike in height, how far out of line (in heights, and for each pixel between) and how far apart. */
const MAX_HEIGHT_RATIO = 1.3;
const MAX_STEP = 0.2;
const MAX_CLIMB = 0.04;
const MAX_GAP = 20;
/** A member counts 1, less for a gap before it and for being out of line. */
const GAP_COST = 0.02;
const STEP_COST = 0.4;
/** Marks of a row; the shortest MICR line has a dozen, of which a few may be broken. */
const LEAST_MEMBERS = 6;
/** Rows handed on, the lowest first: more would be text. */
const MAX_ROWS = 10;
/** Pieces of symbols and broken digits this near, in heights, belong to a row. */
const REACH = 2.2;
const TALLEST_PIECE = 1.6;
const OUT_OF_BAND = 0.7;
/** Medians over so many neighbours tell where a row's middle wanders. */
const SMOOTHED = 2;

/**
 * Rows of components that may be MICR lines, the lowest first: as high as each other, in line, and either evenly spaced
 * or mere bars. Which of them are, and what they say, only reading them tells.
 */
export function findMicrRows(components: readonly Component[], options: FindMicrOptions): MicrRow[] {
  const { from, to } = options.digitInches ?? DIGIT_INCHES;
  const marks = components.filter(
    ({ box }) =>
      box.height >= from * options.dpi &&
      box.height <= to * options.dpi &&
      box.width <= MAX_WIDTH * box.height,
  );
  return chainsOf(marks.map(({ box }) => box))
    .filter((chain) => chain.length >= LEAST_MEMBERS && (isEven(chain) || isBarred(chain)))
    .map((chain) => rowOf(chain, components))
    .sort((a, b) => b.box.y - a.box.y)
    .slice(0, MAX_ROWS);
}

interface Link {
  readonly score: number;
  readonly before: number | undefined;
}

/** The likeliest ways to thread the boxes from left to right on rows; no box is on two of them. */
function chainsOf(boxes: readonly Box[]): Box[][] {
  const sorted = [...boxes].sort((a, b) => centreX(a) - centreX(b));
  const widest = sorted.reduce((most, { width }) => Math.max(most, width), 0);
  const links: Link[] = [];
  for (const [i, box] of sorted.entries()) {
    let best: Link = { score: 1, before: undefined };
    for (let j = i - 1; j >= 0; j--) {
      const other = sorted[j]!;
      if (centreX(box) - centreX(other) > MAX_GAP * box.height + widest) break;
      const score = links[j]!.score + linkScore(other, box);
      if (score > best.score) best = { score, before: j };
    }
    links.push(best);
  }
  const used = new Set<number>();
  const ends = sorted.map((_, i) => i).sort((a, b) => links[b]!.score - links[a]!.score);
  return ends.flatMap((end) => {
    const chain: Box[] = [];
    for (let at: number | undefined = end; at !== undefined && !used.has(at); at = links[at]!.before) {
      used.add(at);
      chain.unshift(sorted[at]!);
    }
    return chain.length === 0 ? [] : [chain];
  });
}

/** What a box adds to the chain that it comes after; -Infinity where it cannot. */
function linkScore(left: Box, right: Box): number {
  const low = Math.min(left.height, right.height);
  const high = Math.max(left.height, right.height);
  const gap = gapX(left, right);
  if (high > MAX_HEIGHT_RATIO * low || gap > MAX_GAP * low) return -Infinity;
  const apart = centreX(right) - centreX(left);
  const slack = MAX_STEP * high + MAX_CLIMB * apart;
  const top = Math.abs(left.y - right.y);
  const foot = Math.abs(left.y + left.height - right.y - right.height);
  if (Math.max(top, foot) > slack + high - low) return -Infinity;
  return 1 - (GAP_COST * gap) / low - (STEP_COST * (top + foot)) / (2 * (slack + high - low));
}

/** Characters stand with their right edges eight to the inch, which is one to each 1.07 of their height. */
const LEAST_PITCH = 0.85;
const GREATEST_PITCH = 1.35;
const PITCH_STEP = 0.02;
/** How far off the pitch an edge may be, how many pitches from its neighbour, and how many must be on it. */
const OFF_PITCH = 0.17;
const MAX_PLACES = 3;
const LEAST_EVEN = 0.6;

/** Do most right edges stand a whole number of pitches from the one before? */
function isEven(chain: readonly Box[]): boolean {
  const height = middleOf(chain.map((box) => box.height));
  const steps = chain.slice(1).map((box, i) => (box.x + box.width - chain[i]!.x - chain[i]!.width) / height);
  const near = steps.filter((step) => step <= (MAX_PLACES + 0.5) * GREATEST_PITCH);
  if (near.length < LEAST_MEMBERS - 1) return false;
  for (let pitch = LEAST_PITCH; pitch <= GREATEST_PITCH; pitch += PITCH_STEP) {
    const even = near.filter((step) => {
      const places = Math.max(1, Math.round(step / pitch));
      return Math.abs(step - places * pitch) <= OFF_PITCH * pitch;
    });
    if (even.length >= LEAST_EVEN * near.length) return true;
  }
  return false;
}

/** CMC-7: bars with gaps of two widths between them, seven to a character. */
const SLENDER = 0.3;
const BAR_GAP = 0.4;
const LEAST_BARS = 12;

function isBarred(chain: readonly Box[]): boolean {
  const height = middleOf(chain.map((box) => box.height));
  const bars = chain.filter((box) => box.width <= SLENDER * box.height);
  const close = chain.slice(1).filter((box, i) => gapX(box, chain[i]!) <= BAR_GAP * height);
  return bars.length >= LEAST_BARS && bars.length >= 0.6 * chain.length && close.length >= 0.5 * chain.length;
}

function rowOf(chain: readonly Box[], components: readonly Component[]): MicrRow {
  const height = middleOf(chain.map((box) => box.height));
  const middleAt = middleLine(chain);
  const inBand = components
    .map(({ box }) => box)
    .filter(
      (box) =>
        box.height <= TALLEST_PIECE * height &&
        Math.abs(box.y + box.height / 2 - middleAt(centreX(box))) <= OUT_OF_BAND * height,
    )
    .sort((a, b) => a.x - b.x);
  let box = unionBoxes(chain);
  for (const piece of inBand) {
    if (piece.x > box.x && gapX(piece, box) <= REACH * height) box = spanning(box, piece);
  }
  for (const piece of inBand.reverse()) {
    if (piece.x < box.x && gapX(piece, box) <= REACH * height) box = spanning(box, piece);
  }
  return { box, height, middleAt };
}

function spanning(box: Box, piece: Box): Box {
  return unionBoxes([box, piece]);
}

/** The y of a row's middle: a straight line, and how far the row wanders from it. */
function middleLine(chain: readonly Box[]): (x: number) => number {
  const points = chain.map((box) => ({ x: centreX(box), y: box.y + box.height / 2 }));
  const { slope, offset } = fitLine(points);
  const strays = points.map(({ x, y }) => y - slope * x - offset);
  const wander = strays.map((_, i) =>
    middleOf(strays.slice(Math.max(0, i - SMOOTHED), i + SMOOTHED + 1)),
  );
  return (x) => {
    const next = points.findIndex((point) => point.x >= x);
    const straight = slope * x + offset;
    if (next < 0) return straight + wander.at(-1)!;
    if (next === 0) return straight + wander[0]!;
    const [from, to] = [points[next - 1]!.x, points[next]!.x];
    const share = (x - from) / (to - from);
    return straight + wander[next - 1]! * (1 - share) + wander[next]! * share;
  };
}

/** Least squares. */
function fitLine(points: readonly { readonly x: number; readonly y: number }[]) {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / Math.max(1, spread);
  return { slope, offset: meanY - slope * meanX };
}

function centreX(box: Box): number {
  return box.x + box.width / 2;
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
