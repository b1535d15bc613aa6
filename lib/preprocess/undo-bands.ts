import { median } from '../document/averages.ts';
import type { GreyImage } from '../document/image.ts';

/** Levels of 255 by which ink differs from paper, and a pixel from itself inverted. */
const DIFFERENCE = 96;
/** Rows at the top and at the bottom that hold no ink of a glyph that stands in the middle. */
const MARGIN = 2;
/** So much of the outermost column, and of the margin between the bands, is of one level. */
const PAPER_SHARE = 0.85;
/** At the edge of a band so many of the rows jump: paper does, and ink that crosses it; soft edges of ink do not. */
const SEAM_SHARE = 0.65;
/** A band is at most this share of the width. */
const MAX_SHARE = 0.3;
/**
 * Between the bands, this far from the seams, so much at least is ink, and the uppermost and lowest rows are paper: an
 * upright bar that fills its picture has seams too, but it is ink throughout.
 */
const SEAM_REACH = 2;
const LEAST_INK = 0.03;

/**
 * Inverts the bands along both sides of a glyph's picture that are inverted against its middle. A band
 * ends in a seam, where nearly every row jumps; a picture without seams is given back as it is.
 */
export function undoBands(image: GreyImage): GreyImage {
  const { width, height, data } = image;
  const left = bandWidth(image, 0, 1);
  const right = bandWidth(image, width - 1, -1);
  if (left === 0 || right === 0 || !hasInk(image, left, width - right)) return image;
  const isInverted = (x: number) => x < left || x >= width - right;
  return { width, height, data: data.map((level, at) => (isInverted(at % width) ? 255 - level : level)) };
}

/** Columns from the side `start` on whose margins differ from the middle's, up to a seam; 0 if there is no band. */
function bandWidth(image: GreyImage, start: number, step: number): number {
  const outermost = column(image, start);
  const paper = median(outermost);
  if (share(outermost, (level) => Math.abs(level - paper) < DIFFERENCE) < PAPER_SHARE) return 0;
  const most = Math.floor(image.width * MAX_SHARE);
  let count = 1;
  while (count <= most && isMarginLike(column(image, start + step * count), paper)) count++;
  if (count > most) return 0;
  const inner = column(image, start + step * count);
  const outer = column(image, start + step * (count - 1));
  const isSeam = share(inner, (level, y) => Math.abs(level - outer[y]!) >= DIFFERENCE) >= SEAM_SHARE;
  return isSeam ? count : 0;
}

function isMarginLike(levels: readonly number[], paper: number): boolean {
  const margin = [...levels.slice(0, MARGIN), ...levels.slice(-MARGIN)];
  return margin.filter((level) => Math.abs(level - paper) < DIFFERENCE).length > MARGIN;
}

function hasInk({ width, height, data }: GreyImage, from: number, to: number): boolean {
  const inside = (at: number) => at % width >= from + SEAM_REACH && at % width < to - SEAM_REACH;
  const isMargin = (at: number) => at < MARGIN * width || at >= (height - MARGIN) * width;
  const middle = [...data].filter((_, at) => inside(at) && !isMargin(at));
  const margin = [...data].filter((_, at) => inside(at) && isMargin(at));
  const paper = median(margin);
  const isInk = (level: number) => Math.abs(level - paper) >= DIFFERENCE;
  return share(middle, isInk) >= LEAST_INK && share(margin, isInk) <= 1 - PAPER_SHARE;
}

function column({ width, height, data }: GreyImage, x: number): number[] {
  return Array.from({ length: height }, (_, y) => data[y * width + x]!);
}

function share(levels: readonly number[], is: (level: number, index: number) => boolean): number {
  return levels.filter(is).length / levels.length;
}
