import type { GreyImage } from '../document/image.ts';

export interface FlattenPaperOptions {
  /** Half the side of a window that is wider than a stroke, in pixels. */
  readonly radius: number;
}

/** So much of a picture at least is paper; its level, or more where it is uneven. */
const PAPER_SHARE = 0.1;
/** Paper up to this level is black, and left as it is. */
const BLACK = 10;
/** Paper is even when so much of the picture is within so many levels of it. */
const EVEN_SHARE = 0.5;
const EVEN_LEVELS = 6;
/** The brightest of so many pixels is full ink. */
const FULL_INK_SHARE = 0.03;
/** What uneven paper still shows, in multiples of what half of the picture stays under, is taken off too ... */
const REST = 3;
/** ... but no more than this share of full ink. */
const MAX_REST = 0.35;

/**
 * Takes the paper off a picture of bright ink and stretches the ink to 255: paper that is grey by its level, uneven paper
 * by the darkest level round about (a morphological opening, smoothed). A picture on black comes back as it is.
 */
export function flattenPaper(image: GreyImage, options: FlattenPaperOptions): GreyImage {
  const { width, height, data } = image;
  const paper = quantile(data, PAPER_SHARE);
  if (paper <= BLACK) return image;
  const near = data.reduce((count, level) => count + (Math.abs(level - paper) <= EVEN_LEVELS ? 1 : 0), 0);
  if (near >= EVEN_SHARE * data.length)
    return stretched(
      image,
      data.map((level) => Math.max(0, level - paper)),
      0,
    );
  const { radius } = options;
  const levels = smooth(opened(image, radius), width, height, radius);
  const ink = Float64Array.from(data, (level, at) => Math.max(0, level - levels[at]!));
  return stretched(image, ink, REST * quantile(ink, 0.5));
}

/** From `rest`, which becomes 0, to full ink. */
function stretched({ width, height }: GreyImage, ink: ArrayLike<number>, rest: number): GreyImage {
  const full = Math.max(1, quantile(ink, 1 - FULL_INK_SHARE));
  const low = Math.min(rest, MAX_REST * full);
  const data = Uint8Array.from(ink, (level) =>
    Math.round(Math.min(255, Math.max(0, ((level - low) * 255) / (full - low)))),
  );
  return { width, height, data };
}

function quantile(levels: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(levels).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The least level of each window, then the greatest of those. */
function opened({ width, height, data }: GreyImage, radius: number): Float64Array {
  const least = (levels: readonly number[]) => Math.min(...levels);
  const most = (levels: readonly number[]) => Math.max(...levels);
  const eroded = byWindow(Float64Array.from(data), width, height, radius, least);
  return byWindow(eroded, width, height, radius, most);
}

function smooth(data: Float64Array, width: number, height: number, radius: number): Float64Array {
  const mean = (levels: readonly number[]) => levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return byWindow(data, width, height, radius, mean);
}

/** What `of` says of each row's window, then of each column's; beyond the edges a slope goes on as it is inside. */
function byWindow(
  data: Float64Array,
  width: number,
  height: number,
  radius: number,
  of: (levels: readonly number[]) => number,
): Float64Array {
  const pass = (source: Float64Array, length: number, step: number, offset: (at: number) => number) =>
    source.map((_, at) => {
      const place = offset(at);
      const start = at - place * step;
      const level = (k: number) => source[start + k * step]!;
      return of(
        Array.from({ length: 2 * radius + 1 }, (_, i) => extended(level, place - radius + i, length - 1)),
      );
    });
  const rows = pass(data, width, 1, (at) => at % width);
  return pass(rows, height, width, (at) => Math.floor(at / width));
}

function extended(level: (k: number) => number, k: number, last: number): number {
  if (k < 0) return 2 * level(0) - level(Math.min(last, -k));
  return k > last ? 2 * level(last) - level(Math.max(0, 2 * last - k)) : level(k);
}
