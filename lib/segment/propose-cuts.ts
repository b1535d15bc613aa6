import type { Component, LabelledImage } from '../preprocess/cv/connected-components.ts';
import type { CutSpan, Piece } from './text-line.ts';

/** The label map is all that is needed of a page. */
export type LabelMap = Pick<LabelledImage, 'width' | 'labels'>;

/** Leanings tried, in columns a row; handwriting leans right more than left. */
const SLANTS = [-0.2, 0, 0.2, 0.4, 0.6];
/** A slanted cut must be this much better than a straight one. */
const SLANT_ADVANTAGE = 1.12;
/** Two cuts are at least this far apart, and from the ends, in line heights. */
const MIN_DISTANCE = 0.16;
/** A column with more ink than this share of the line height runs along a stroke: no place for a cut. */
const MAX_INK = 0.5;
/** Cuts tried for each line height of width: twice as many as there can be digits. */
const CUTS_PER_HEIGHT = 2.2;

/**
 * Cuts a component that may hold several touching digits where there is least ink: at the minima of its profile taken
 * along the slant that parts its strokes best. Recognition decides later which cuts are real (over-segmentation,
 * LeCun et al. 1998). Returns the pieces from left to right; one piece when there is no place to cut.
 */
export function proposeCuts(component: Component, lineHeight: number, map: LabelMap): Piece[] {
  const { profile, slant } = bestProfile(component, map);
  const cuts = profileMinima(profile.ink, lineHeight).map((at) => at + profile.start);
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
  const ink = new Float64Array(box.width + Math.ceil(Math.abs(slant) * box.height) + 2);
  for (let y = box.y; y < box.y + box.height; y++) {
    const shift = Math.floor(slant * y) - start;
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] === label) ink[x + shift]!++;
    }
  }
  return { start, ink };
}

/** Columns of least ink, the thinnest first, none too near another or an end; sorted from left to right. */
function profileMinima(ink: Float64Array, lineHeight: number): number[] {
  const distance = Math.max(2, Math.round(MIN_DISTANCE * lineHeight));
  let first = 0;
  let last = ink.length - 1;
  while (first < last && ink[first] === 0) first++;
  while (last > first && ink[last] === 0) last--;
  const minima: number[] = [];
  for (let at = first + distance; at <= last - distance; at++) {
    if (ink[at]! > MAX_INK * lineHeight) continue;
    let least = true;
    for (let k = at - Math.ceil(distance / 2); least && k <= at + Math.ceil(distance / 2); k++) {
      if (ink[k]! < ink[at]!) least = false;
    }
    if (least) minima.push(middleOfPlateau(ink, at));
  }
  const most = Math.ceil(((last - first) / lineHeight) * CUTS_PER_HEIGHT);
  const chosen: number[] = [];
  for (const at of [...new Set(minima)].sort((a, b) => ink[a]! - ink[b]! || a - b)) {
    if (chosen.length < most && chosen.every((other) => Math.abs(other - at) >= distance)) chosen.push(at);
  }
  return chosen.sort((a, b) => a - b);
}

function middleOfPlateau(ink: Float64Array, at: number): number {
  let from = at;
  let to = at;
  while (ink[from - 1] === ink[at]) from--;
  while (ink[to + 1] === ink[at]) to++;
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
