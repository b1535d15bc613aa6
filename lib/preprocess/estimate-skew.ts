import type { BinaryImage } from '../document/image.ts';

export interface EstimateSkewOptions {
  /** Angles looked at, in degrees either way. @default 12 */
  readonly maxDegrees?: number;
}

/** More feet of strokes than this say nothing new. */
const MAX_POINTS = 30_000;
const COARSE_STEP = 0.5;
const FINE_STEP = 0.05;
/** How much sharper than straight the best angle's profile must be before a page is called skewed. */
const MIN_GAIN = 1.03;

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Degrees clockwise by which text and rules lean, to a twentieth of a degree: the angle at which the feet of the strokes
 * fall into the sharpest rows (Postl's projection method, 1986, on the lower ends that Baird used, 1987).
 * 0 when no angle stands out. Works best at 100-150 dpi.
 */
export function estimateSkew(image: BinaryImage, options: EstimateSkewOptions = {}): number {
  const maxDegrees = options.maxDegrees ?? 12;
  const points = strokeFeet(image);
  if (points.x.length < 20) return 0;
  const coarse = bestAngle(points, image, 0, maxDegrees, COARSE_STEP);
  const fine = bestAngle(points, image, coarse, COARSE_STEP, FINE_STEP);
  const gain = sharpness(points, image, fine) / sharpness(points, image, 0);
  return gain >= MIN_GAIN ? fine : 0;
}

/** Ink with paper right below it. */
function strokeFeet({ width, height, data }: BinaryImage): Points {
  const feet: number[] = [];
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (data[at] === 1 && data[at + width] === 0) feet.push(at);
    }
  }
  const step = Math.max(1, Math.ceil(feet.length / MAX_POINTS));
  const count = Math.floor(feet.length / step);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = feet[i * step]! % width;
    y[i] = Math.floor(feet[i * step]! / width);
  }
  return { x, y };
}

function bestAngle(points: Points, image: BinaryImage, middle: number, reach: number, step: number): number {
  const steps = Math.round(reach / step);
  let best = middle;
  let bestScore = -1;
  for (let k = -steps; k <= steps; k++) {
    const angle = middle + k * step;
    const score = sharpness(points, image, angle);
    // Of equal angles the straightest: an empty page is not skewed.
    if (score > bestScore || (score === bestScore && Math.abs(angle) < Math.abs(best))) {
      best = angle;
      bestScore = score;
    }
  }
  return Math.round(best / FINE_STEP) * FINE_STEP;
}

/** Sum of the squared rows of the profile seen along `degrees`. */
function sharpness(points: Points, { width, height }: BinaryImage, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(Math.abs(slope) * width) + 1;
  const rows = new Float64Array(height + 2 * margin);
  for (let i = 0; i < points.x.length; i++) {
    rows[Math.round(points.y[i]! - slope * points.x[i]!) + margin]!++;
  }
  let sum = 0;
  for (let row = 0; row < rows.length; row++) sum += rows[row]! * rows[row]!;
  return sum;
}
