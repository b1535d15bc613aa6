import { type Box, unionBoxes } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { findComponents } from '../preprocess/cv/connected-components.ts';

/** A stroke is flat if it rises by at most this share of its length, and its own thickness. */
const SLOPE = 0.1;
/** Ink of a stroke is at most so much thicker than it is as a rule: as in `removeRules`. */
const RAGGED_EDGE = 1.4;
const RAGGED_PIXELS = 1.5;
/** What crosses a stroke is at most so many times as thick as strokes are. */
const CROSSING = 1.2;
/** A rule that a scan has torn is this much longer than a stroke has to be, and its parts lie in line up to this, in thicknesses. */
const TORN = 2.5;
const IN_LINE = 0.5;

export interface FlatStrokesOptions {
  /** Strokes of at most so many pixels across are rules or drawn by a pen. */
  readonly thickest: number;
  /** A lying stroke that is at least so many pixels long is no part of a digit; nor is a standing one. */
  readonly minLying: number;
  readonly minStanding: number;
}

/**
 * Takes rules, dashes and strokes that strike something out off a picture, leaning or not: ink that is thin across and long
 * along, also past what crosses it. Where it is thicker something else crosses it, and stays.
 */
export function removeFlatStrokes(ink: BinaryImage, options: FlatStrokesOptions): BinaryImage {
  const { thickest, minLying, minStanding } = options;
  const lying = longStrokes(ink, 'lying', { thickest, least: minLying, whole: ink });
  const rest = { ...ink, data: ink.data.map((value, at) => (lying[at] === 1 ? 0 : value)) };
  // Only now: lying rules part a standing one into pieces.
  const standing = longStrokes(rest, 'standing', { thickest, least: minStanding, whole: ink });
  const data = rest.data.map((value, at) => (standing[at] === 1 ? 0 : value));
  return { ...ink, data };
}

/** For each pixel in a run of at most `thickest` across the direction, how long that run is; 0 for all others. */
function thinInk({ width, height, data }: BinaryImage, direction: Direction, thickest: number): BinaryImage {
  const thin = new Uint8Array(data.length);
  const [lines, length, along, across] =
    direction === 'lying' ? [width, height, width, 1] : [height, width, 1, width];
  for (let line = 0; line < lines; line++) {
    let from = -1;
    for (let i = 0; i <= length; i++) {
      const isInk = i < length && data[line * across + i * along] === 1;
      if (isInk && from < 0) from = i;
      if (isInk || from < 0) continue;
      if (i - from <= thickest) for (let k = from; k < i; k++) thin[line * across + k * along] = i - from;
      from = -1;
    }
  }
  return { width, height, data: thin };
}

function longStrokes(
  ink: BinaryImage,
  direction: Direction,
  {
    thickest,
    least,
    whole,
  }: { readonly thickest: number; readonly least: number; readonly whole: BinaryImage },
): Uint8Array {
  const runs = thinInk(ink, direction, Math.min(255, thickest));
  const { labels, components } = findComponents({ ...runs, data: runs.data.map((run) => (run > 0 ? 1 : 0)) });
  const pieces = components.map(({ label, box }): Piece => {
    const run = runOf(box, direction);
    return { label, box, run };
  });
  const strokes = joinPieces(pieces, thickest, (gap) => isInked(gap, direction, whole)).filter(
    ({ parts, isTorn }) => {
      const { from, to, top, foot } = runOf(unionBoxes(parts.map(({ box }) => box)), direction);
      const longest = Math.max(...parts.map(({ run }) => run.to - run.from));
      const isLong = isTorn ? to - from >= TORN * least : longest >= least;
      return isLong && foot - top <= thickest + SLOPE * (to - from);
    },
  );
  // Where a stroke runs along a rule, it makes it thicker than it is elsewhere: there it stays.
  const most = new Map<number, number>();
  for (const { parts } of strokes) {
    const longest = parts.reduce((a, b) => (b.run.to - b.run.from > a.run.to - a.run.from ? b : a));
    const thickness = thicknessOf(longest, { runs: runs.data, labels, width: ink.width });
    for (const { label } of parts) most.set(label, RAGGED_EDGE * thickness + RAGGED_PIXELS);
  }
  return Uint8Array.from(labels, (label, at) => (runs.data[at]! <= (most.get(label) ?? -1) ? 1 : 0));
}

/** How thick a piece is across where it is thin: the lower quartile over its pixels. */
function thicknessOf(
  { label, box }: Piece,
  { runs, labels, width }: { readonly runs: Uint8Array; readonly labels: Int32Array; readonly width: number },
): number {
  const own: number[] = [];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] === label) own.push(runs[y * width + x]!);
    }
  }
  return own.sort((a, b) => a - b)[Math.floor(own.length / 4)]!;
}

type Direction = 'lying' | 'standing';

/** A piece of a stroke, as if it lay. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly foot: number;
}

interface Piece {
  readonly label: number;
  readonly box: Box;
  readonly run: Run;
}

function runOf({ x, y, width, height }: Box, direction: Direction): Run {
  return direction === 'lying'
    ? { from: x, to: x + width, top: y, foot: y + height }
    : { from: y, to: y + height, top: x, foot: x + width };
}

interface Stroke {
  readonly parts: readonly Piece[];
  /** There is paper between some of its parts. */
  readonly isTorn: boolean;
}

/** Flat pieces that go on where another ends are one: past a stroke that crosses them, or in line over a bit of paper. */
function joinPieces(
  pieces: readonly Piece[],
  thickest: number,
  hasInk: (gap: Run) => boolean,
): readonly Stroke[] {
  const flat = pieces
    .filter(({ run }) => run.to - run.from >= run.foot - run.top)
    .sort((a, b) => a.run.from - b.run.from);
  const strokes: Stroke[] = [];
  for (const piece of flat) {
    const { run } = piece;
    let isTorn = false;
    const at = strokes.findIndex(({ parts }) => {
      const last = parts.at(-1)!.run;
      const gap = run.from - last.to;
      if (run.top > last.foot || run.foot < last.top || gap < -thickest || gap > CROSSING * thickest)
        return false;
      isTorn = !hasInk({
        from: last.to,
        to: run.from,
        top: Math.min(run.top, last.top),
        foot: Math.max(run.foot, last.foot),
      });
      const off = Math.abs(run.top + run.foot - last.top - last.foot) / 2;
      return !isTorn || off <= IN_LINE * thickest;
    });
    const before = strokes[at];
    if (before) strokes[at] = { parts: [...before.parts, piece], isTorn: before.isTorn || isTorn };
    else strokes.push({ parts: [piece], isTorn: false });
  }
  return strokes;
}

/** Something is written all along a gap. */
function isInked({ from, to, top, foot }: Run, direction: Direction, { width, data }: BinaryImage): boolean {
  const [along, across] = direction === 'lying' ? [1, width] : [width, 1];
  for (let i = from; i < to; i++) {
    let hasInk = false;
    for (let k = top; k < foot && !hasInk; k++) hasInk = data[i * along + k * across] === 1;
    if (!hasInk) return false;
  }
  return true;
}
