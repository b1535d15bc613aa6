import { type Box, gapX, overlapArea, unionBoxes } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import type { InkRow } from './line-strip.ts';

interface FoundRow extends MicrRow {
  readonly members: readonly Box[];
}

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
/** Rows that share so much of the smaller one's box are one. */
const SAME_ROW = 0.5;
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
  const boxes = components.map(({ box }) => box).filter(({ height }) => height <= to * options.dpi);
  const marks = boxes.filter(
    (box) =>
      box.height >= from * options.dpi * (isSlender(box) ? BAR_PART : 1) &&
      box.width <= MAX_WIDTH * box.height,
  );
  const rows = chainsOf(marks).flatMap((chain) => {
    if (chain.length < LEAST_MEMBERS) return [];
    if (isBarred(chain)) return [rowOf(chain, wholeBars, boxes)];
    return isEven(chain) ? [rowOf(chain, likeMarks, boxes)] : [];
  });
  return joinAbreast(withoutRepeats(rows), boxes)
    .sort((a, b) => b.box.y - a.box.y)
    .slice(0, MAX_ROWS);
}

/** The upper and the lower halves of broken bars make a row each, which is the same one. */
function withoutRepeats(rows: readonly FoundRow[]): FoundRow[] {
  const kept: FoundRow[] = [];
  for (const row of [...rows].sort((a, b) => b.box.width - a.box.width)) {
    const area = row.box.width * row.box.height;
    if (!kept.some(({ box }) => overlapArea(box, row.box) >= SAME_ROW * area)) kept.push(row);
  }
  return kept;
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
/** The share of a character's height that a bar broken in two has. */
const BAR_PART = 0.4;
const LEAST_BARS = 12;

function isSlender(box: Box): boolean {
  return box.width <= SLENDER * box.height;
}

function isBarred(chain: readonly Box[]): boolean {
  const height = middleOf(chain.map((box) => box.height));
  const bars = chain.filter(isSlender);
  const close = chain.slice(1).filter((box, i) => gapX(box, chain[i]!) <= BAR_GAP * height);
  return bars.length >= LEAST_BARS && bars.length >= 0.6 * chain.length && close.length >= 0.5 * chain.length;
}

/** How far out of line, in heights, rows that are one may be between them. */
const OUT_OF_LINE = 0.4;
/** A row over which its marks are spread by so many heights tells how it climbs. */
const SURE_LENGTH = 3;
/** How far over and under a bar the rest of it may stand, how high that may be, and how far to the side is looked, in bars. */
const BAR_BREAK = 0.6;
const WHOLE_BAR = 2.6;
const BAR_WINDOW = 1.5;

/** Most bars are broken in two or three: the bars of a row, each stretched to the height of those around it. */
function wholeBars({ box: row, height, middleAt }: MicrRow, boxes: readonly Box[]): Box[] {
  const bars = boxes.filter((box) => {
    const middle = middleAt(centreX(box));
    const apart = Math.max(box.y - middle, middle - box.y - box.height) - height / 2;
    const inside = centreX(box) >= row.x && centreX(box) <= row.x + row.width;
    return (
      inside &&
      box.width <= SLENDER * height &&
      box.height <= WHOLE_BAR * height &&
      apart <= BAR_BREAK * height
    );
  });
  return bars.map((box) => {
    const near = bars.filter((bar) => Math.abs(centreX(bar) - centreX(box)) <= BAR_WINDOW * height);
    const { y, height: whole } = unionBoxes(near);
    return { ...box, y, height: whole };
  });
}

/** The marks that stand in the row of a chain and are as high as its own. */
function likeMarks(row: MicrRow, boxes: readonly Box[]): Box[] {
  return boxes.filter((box) => {
    const ratio = Math.max(box.height / row.height, row.height / box.height);
    const apart = Math.abs(box.y + box.height / 2 - row.middleAt(centreX(box)));
    const inside = centreX(box) >= row.box.x && centreX(box) <= row.box.x + row.box.width;
    return inside && ratio <= MAX_HEIGHT_RATIO && apart <= MAX_STEP * row.height;
  });
}

/** The row of a chain, measured once more by all marks of its kind that stand in it. */
function rowOf(
  chain: readonly Box[],
  membersOf: (row: MicrRow, boxes: readonly Box[]) => Box[],
  boxes: readonly Box[],
): FoundRow {
  const first = measure(chain, boxes);
  const members = membersOf(first, boxes);
  return members.length < LEAST_MEMBERS ? first : measure(members, boxes);
}

function measure(chain: readonly Box[], boxes: readonly Box[]): FoundRow {
  const height = middleOf(chain.map((box) => box.height));
  const middleAt = middleLine(chain, height);
  const inBand = boxes
    .filter(
      (box) =>
        box.height <= TALLEST_PIECE * height &&
        Math.abs(box.y + box.height / 2 - middleAt(centreX(box))) <= OUT_OF_BAND * height,
    )
    .sort((a, b) => a.x - b.x);
  let box = unionBoxes(chain);
  for (const piece of inBand) {
    if (piece.x > box.x && gapX(piece, box) <= REACH * height) box = unionBoxes([box, piece]);
  }
  for (const piece of inBand.reverse()) {
    if (piece.x < box.x && gapX(piece, box) <= REACH * height) box = unionBoxes([box, piece]);
  }
  return { box, height, middleAt, members: chain };
}

/** Rows side by side in line with each other are one, parted by a gap or by what crosses them. */
function joinAbreast(rows: readonly FoundRow[], boxes: readonly Box[]): FoundRow[] {
  const joined: FoundRow[] = [];
  for (const row of [...rows].sort((a, b) => a.box.x - b.box.x)) {
    const at = joined.findIndex((before) => areAbreast(before, row));
    if (at < 0) joined.push(row);
    else joined[at] = measure([...joined[at]!.members, ...row.members], boxes);
  }
  return joined;
}

function areAbreast(left: FoundRow, right: FoundRow): boolean {
  const low = Math.min(left.height, right.height);
  if (Math.max(left.height, right.height) > MAX_HEIGHT_RATIO * low) return false;
  if (gapX(left.box, right.box) > MAX_GAP * low) return false;
  const between = (left.box.x + left.box.width + right.box.x) / 2;
  return Math.abs(left.middleAt(between) - right.middleAt(between)) <= OUT_OF_LINE * low;
}

/** The y of a row's middle: a straight line, and how far the row wanders from it. */
function middleLine(chain: readonly Box[], height: number): (x: number) => number {
  const points = chain.map((box) => ({ x: centreX(box), y: box.y + box.height / 2 }));
  const { slope, offset } = fitLine(points, SURE_LENGTH * height);
  const strays = points.map(({ x, y }) => y - slope * x - offset);
  const wander = strays.map((_, i) => middleOf(strays.slice(Math.max(0, i - SMOOTHED), i + SMOOTHED + 1)));
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

/** Least squares; the slope of points that are not spread over more than `certain` is taken to be less than it looks. */
function fitLine(points: readonly { readonly x: number; readonly y: number }[], certain: number) {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope =
    points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / (spread + count * certain ** 2);
  return { slope, offset: meanY - slope * meanX };
}

function centreX(box: Box): number {
  return box.x + box.width / 2;
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
