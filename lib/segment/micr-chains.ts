import { lowerMedian } from '../document/averages.ts';
import { type Box, centreX, gapX } from '../document/geometry.ts';

/** Neighbours in a row: how unlike in height, how far out of line (in heights, and for each pixel between) and how far apart. */
export const MAX_HEIGHT_RATIO = 1.3;
export const MAX_STEP = 0.2;
const MAX_CLIMB = 0.04;
const MAX_GAP = 20;
/** A member counts 1, less for a gap before it and for being out of line. */
const GAP_COST = 0.02;
const STEP_COST = 0.4;
/** Marks of a row; the shortest MICR line has a dozen, of which a few may be broken. */
export const LEAST_MEMBERS = 6;

interface Link {
  readonly score: number;
  readonly before: number | undefined;
}

/** The likeliest ways to thread the boxes from left to right on rows; no box is on two of them. */
export function threadRows<Mark extends Box>(boxes: readonly Mark[]): Mark[][] {
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
    const chain: Mark[] = [];
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
/** How far off the pitch an edge may be, and how many pitches from its neighbour. */
const OFF_PITCH = 0.17;
const MAX_PLACES = 3;
/** A feeder that slips and a photo from the side make the pitch grow or shrink by so much from end to end. */
const GROWTHS = [1, 0.7, 1.4];

/** The share of right edges that stand a whole number of places after the one before, from 0 to 1; gaps do not count. */
export function evenShare(chain: readonly Box[]): number {
  const height = lowerMedian(chain.map((box) => box.height));
  const steps = chain.slice(1).map((box, i) => (box.x + box.width - chain[i]!.x - chain[i]!.width) / height);
  const near = steps.flatMap((step, i) =>
    step <= (MAX_PLACES + 0.5) * GREATEST_PITCH ? [{ step, along: i / steps.length - 0.5 }] : [],
  );
  if (near.length < LEAST_MEMBERS - 1) return 0;
  let best = 0;
  for (const growth of GROWTHS) {
    const level = near.map(({ step, along }) => step / growth ** along);
    for (let pitch = LEAST_PITCH; pitch <= GREATEST_PITCH; pitch += PITCH_STEP) {
      let even = 0;
      for (const step of level) {
        const places = Math.max(1, Math.round(step / pitch));
        if (Math.abs(step - places * pitch) <= OFF_PITCH * pitch) even++;
      }
      best = Math.max(best, even / near.length);
    }
  }
  return best;
}
