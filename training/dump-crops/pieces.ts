import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, cutOut, pasteInk, trimInk } from './ink-picture.ts';

/** A digit's picture, trimmed to its ink, and what it is. */
export interface Digit {
  readonly label: number;
  readonly ink: GreyImage;
}

/** Two digits in one picture and the column where they meet. */
export interface Pair {
  readonly ink: GreyImage;
  readonly seam: number;
}

/**
 * Two digits side by side, from a gap of a few pixels to an overlap of a quarter of the narrower one,
 * a little out of line, as writers join them.
 */
export function joinPair(left: Digit, right: Digit, random: Random): Pair {
  const narrower = Math.min(left.ink.width, right.ink.width);
  const height = Math.max(left.ink.height, right.ink.height);
  const gap = Math.round(random.between(-0.25 * narrower, 0.15 * height));
  const drop = Math.round(random.between(-0.2, 0.2) * height);
  const width = Math.max(1, left.ink.width + right.ink.width + gap);
  const paper = blankInk(width, height + Math.abs(drop));
  const leftTop = Math.max(0, drop) + Math.floor((height - left.ink.height) / 2);
  const rightTop = Math.max(0, -drop) + Math.floor((height - right.ink.height) / 2);
  pasteInk(paper, left.ink, 0, leftTop);
  pasteInk(paper, right.ink, left.ink.width + gap, rightTop);
  return { ink: paper, seam: left.ink.width + gap / 2 };
}

/**
 * One digit of a touching pair, cut off near the seam: it lost a little of itself or kept a little of its neighbour,
 * and is still that digit. This is what the segmenter's good cuts look like.
 */
export function cutFromPair(left: Digit, right: Digit, random: Random): Digit | undefined {
  const { ink, seam } = joinPair(left, right, random);
  const keepLeft = random.next() < 0.5;
  const kept = keepLeft ? left : right;
  // A 1 is so narrow that a sliver of its neighbour makes it something else.
  const slack = kept.label === 1 ? 0.03 : 0.1;
  const column = Math.round(seam + random.between(-slack, slack) * kept.ink.height);
  const piece = keepLeft
    ? cutOut(ink, 0, 0, Math.max(1, column), ink.height)
    : cutOut(ink, column, 0, Math.max(1, ink.width - column), ink.height);
  const trimmed = trimInk(piece);
  return trimmed && { label: kept.label, ink: trimmed };
}

/** Sides that, cut off near the middle, can still be read as a digit: the stem of a 4, the right of an 8. */
const LEGIBLE_LEFT: ReadonlySet<number> = new Set([1]);
const LEGIBLE_RIGHT: ReadonlySet<number> = new Set([1, 3, 4, 7, 8, 9]);

/** A digit's left or right part, 35 to 52 % of its width; undefined where that may be a digit itself. */
export function cutHalf(digit: Digit, random: Random): GreyImage | undefined {
  const { width, height } = digit.ink;
  const takeLeft = random.next() < 0.5;
  const share = random.between(0.35, 0.52);
  if ((takeLeft ? LEGIBLE_LEFT : LEGIBLE_RIGHT).has(digit.label)) return undefined;
  // So slim a digit is written as one stroke: its half is a 1.
  if (width < 0.45 * height) return undefined;
  const columns = Math.max(1, Math.round(width * share));
  const piece = takeLeft
    ? cutOut(digit.ink, 0, 0, columns, height)
    : cutOut(digit.ink, width - columns, 0, columns, height);
  return trimInk(piece);
}

/** A digit and the near part of its neighbour, as a cut through the neighbour leaves them. */
export function digitAndHalf(left: Digit, right: Digit, random: Random): GreyImage | undefined {
  const { ink } = joinPair(left, right, random);
  const share = random.between(0.45, 0.7);
  const keepLeft = random.next() < 0.5;
  const neighbour = keepLeft ? right : left;
  // Less than this of a neighbour is a blemish on a digit that can still be read.
  if (neighbour.ink.width * share < 0.34 * ink.height) return undefined;
  const width = Math.round(ink.width - neighbour.ink.width * (1 - share));
  return trimInk(cutOut(ink, keepLeft ? 0 : ink.width - width, 0, Math.max(1, width), ink.height));
}
