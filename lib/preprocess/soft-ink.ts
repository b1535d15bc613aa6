import type { BinaryImage, GreyImage } from '../document/image.ts';

export interface SoftInk {
  /** How much ink there is, bright on black: 0 paper, 255 the page's full ink; keeps the soft edges of strokes. */
  readonly soft: GreyImage;
  /** Levels of grey (of 255) between the page's full ink and the paper round it. */
  readonly contrast: number;
}

/** The page's full ink is the darkest tenth of what is ink; a blot must not make the pen look faint. */
const FULL_INK_QUANTILE = 0.9;
/** Less difference between ink and paper than this (of 255) is noise. */
const MIN_CONTRAST = 16;
const WHITE = 255;

/**
 * Darkness against the mean of the paper in the window of `radius` round each pixel, scaled so that the page's full ink is 255;
 * `binary` says what is ink. Sums run as in `binarizeBySauvola`.
 */
export function softInk(image: GreyImage, binary: BinaryImage, radius: number): SoftInk {
  const { width, height, data } = image;
  const ink = binary.data;
  const depth = new Uint8Array(data.length);
  const histogram = new Float64Array(256);
  const levels = new Int32Array(width);
  const papers = new Int32Array(width);
  // Nothing outside of the picture is paper.
  const outside = new Uint8Array(width).fill(1);
  const lineAt = (plane: Uint8Array, y: number) =>
    y >= 0 && y < height ? plane.subarray(y * width, (y + 1) * width) : outside;
  for (let y = -radius; y < height; y++) {
    const entering = lineAt(data, y + radius);
    const enteringInk = lineAt(ink, y + radius);
    const leaving = lineAt(data, y - radius - 1);
    const leavingInk = lineAt(ink, y - radius - 1);
    for (let x = 0; x < width; x++) {
      const more = 1 - enteringInk[x]!;
      const less = 1 - leavingInk[x]!;
      levels[x]! += more * entering[x]! - less * leaving[x]!;
      papers[x]! += more - less;
    }
    if (y < 0) continue;
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += levels[x]!;
      count += papers[x]!;
    }
    for (let x = 0; x < width; x++) {
      const right = x + radius;
      const left = x - radius - 1;
      if (right < width) {
        sum += levels[right]!;
        count += papers[right]!;
      }
      if (left >= 0) {
        sum -= levels[left]!;
        count -= papers[left]!;
      }
      // Inside a blot wider than the window there is no paper to compare with: it counts as white.
      const paper = count > 0 ? sum / count : WHITE;
      const at = y * width + x;
      const level = data[at]!;
      // Of most pixels, which are paper, nothing else is to be worked out.
      const below = level < paper ? Math.round(paper - level) : 0;
      if (below > 0) depth[at] = below;
      if (ink[at] === 1) histogram[below]!++;
    }
  }
  const contrast = quantile(histogram, FULL_INK_QUANTILE);
  const full = Math.max(MIN_CONTRAST, contrast);
  const scaled = Uint8Array.from(histogram, (_, below) => Math.min(255, Math.round((below * 255) / full)));
  for (let i = 0; i < depth.length; i++) depth[i] = scaled[depth[i]!]!;
  return { soft: { width, height, data: depth }, contrast };
}

function quantile(histogram: Float64Array, fraction: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let level = 0; level < histogram.length; level++) {
    seen += histogram[level]!;
    if (seen >= total * fraction) return level;
  }
  return 0;
}
