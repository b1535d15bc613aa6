import type { Component, LabelledImage } from '../preprocess/cv/connected-components.ts';
import type { CutSpan, Piece } from './text-line.ts';

/** The label map is all that is needed of a page. */
export type LabelMap = Pick<LabelledImage, 'width' | 'labels'>;

/** Leanings tried, in columns a row; handwriting leans right more than left. */
const SLANTS = [-0.2, 0, 0.2, 0.4, 0.6];
/** A slanted cut must be this much better than a straight one. */
const SLANT_ADVANTAGE = 1.05;
/** Two cuts are at least this far apart, and from the ends, in line heights. */
const MIN_DISTANCE = 0.16;
/** A column with more ink than this share of the line height runs along a stroke: no place for a cut. */
const MAX_INK = 0.5;
/** A valley of the contour lies between two shoulders within so many line heights. */
const SHOULDER = 0.6;
/** A pixel of ink to cut through weighs as much as so many pixels of valley. */
const INK_WEIGHT = 1.5;
/** Cuts tried for each line height of width: three times as many as there can be digits. */
const CUTS_PER_HEIGHT = 3;

/**
 * Cuts a component that may hold several touching digits where its outline has a valley, from above or below, and little
 * ink lies between, seen along the slant that parts its strokes best. Recognition decides later which cuts are real
 * (over-segmentation, LeCun et al. 1998). Returns the pieces from left to right; one piece when there is no place to cut.
 */
export function proposeCuts(component: Component, lineHeight: number, map: LabelMap): Piece[] {
  const { profile, slant } = bestProfile(component, map);
  const cuts = bestColumns(profile, lineHeight).map((at) => at + profile.start);
  if (cuts.length === 0) return [{ label: component.label, box: component.box }];
  const edges = [-Infinity, ...cuts, Infinity];
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const span = { slant, from: edges[i]!, to: edges[i + 1]! };
    const box = boxOfSpan(component, span, map);
    if (box) pieces.push({ label: component.label, box, span });
  }
  return pieces;
}

interface Profile {
  /** Value of x + slant * y of the first column. */
  readonly start: number;
  /** Pixels of ink in each slanted column. */
  readonly ink: Float64Array;
  /** Row of its first and of its last ink, from the component's top; a column without ink is all valley. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

function bestProfile(component: Component, map: LabelMap): { profile: Profile; slant: number } {
  let best = { profile: slantedProfile(component, 0, map), slant: 0 };
  let bestScore = contrast(best.profile.ink) * SLANT_ADVANTAGE;
  for (const slant of SLANTS) {
    if (slant === 0) continue;
    const profile = slantedProfile(component, slant, map);
    const score = contrast(profile.ink);
    if (score > bestScore) {
      bestScore = score;
      best = { profile, slant };
    }
  }
  return best;
}

/** Strokes that stand in few columns and leave others free make a profile of high energy. */
function contrast(ink: Float64Array): number {
  let sum = 0;
  for (const count of ink) sum += count * count;
  return sum;
}

function slantedProfile({ box, label }: Component, slant: number, { width, labels }: LabelMap): Profile {
  const shifts = [slant * box.y, slant * (box.y + box.height - 1)];
  const start = box.x + Math.floor(Math.min(...shifts));
  const columns = box.width + Math.ceil(Math.abs(slant) * box.height) + 2;
  const ink = new Float64Array(columns);
  const top = new Float64Array(columns).fill(box.height);
  const bottom = new Float64Array(columns).fill(-1);
  for (let y = box.y; y < box.y + box.height; y++) {
    const shift = Math.floor(slant * y) - start;
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label) continue;
      const column = x + shift;
      ink[column]!++;
      top[column] = Math.min(top[column]!, y - box.y);
      bottom[column] = y - box.y;
    }
  }
  return { start, ink, top, bottom };
}

/** Columns that part the component best, none too near another or an end; sorted from left to right. */
function bestColumns({ ink, top, bottom }: Profile, lineHeight: number): number[] {
  const distance = Math.max(2, Math.round(MIN_DISTANCE * lineHeight));
  const reach = Math.round(SHOULDER * lineHeight);
  const first = ink.findIndex((count) => count > 0);
  const last = ink.findLastIndex((count) => count > 0);
  const above = valleyDepths(top, reach);
  const below = valleyDepths(
    bottom.map((row) => -row),
    reach,
  );
  const merit = ink.map((count, at) => above[at]! + below[at]! - INK_WEIGHT * count);
  const best: number[] = [];
  for (let at = first + distance; at <= last - distance; at++) {
    if (ink[at]! <= MAX_INK * lineHeight && isPeak(merit, at, Math.ceil(distance / 2)))
      best.push(middleOfPlateau(merit, at));
  }
  const most = Math.ceil(((last - first) / lineHeight) * CUTS_PER_HEIGHT);
  const chosen: number[] = [];
  for (const at of [...new Set(best)].sort((a, b) => merit[b]! - merit[a]! || a - b)) {
    if (chosen.length < most && chosen.every((other) => Math.abs(other - at) >= distance)) chosen.push(at);
  }
  return chosen.sort((a, b) => a - b);
}

/** How far each column's outline lies below the lower of the highest points to its left and right; rows grow downwards. */
function valleyDepths(outline: Float64Array, reach: number): Float64Array {
  return outline.map((row, at) => {
    let left = row;
    let right = row;
    for (let k = 1; k <= reach; k++) {
      left = Math.min(left, outline[at - k] ?? row);
      right = Math.min(right, outline[at + k] ?? row);
    }
    return row - Math.max(left, right);
  });
}

function isPeak(merit: Float64Array, at: number, reach: number): boolean {
  for (let k = at - reach; k <= at + reach; k++) if ((merit[k] ?? -Infinity) > merit[at]!) return false;
  return true;
}

function middleOfPlateau(merit: Float64Array, at: number): number {
  let from = at;
  let to = at;
  while (merit[from - 1] === merit[at]) from--;
  while (merit[to + 1] === merit[at]) to++;
  return Math.round((from + to) / 2);
}

function boxOfSpan(
  { box, label }: Component,
  span: CutSpan,
  { width, labels }: LabelMap,
): Piece['box'] | undefined {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let y = box.y; y < box.y + box.height; y++) {
    const shift = Math.floor(span.slant * y);
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label || x + shift < span.from || x + shift >= span.to) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
