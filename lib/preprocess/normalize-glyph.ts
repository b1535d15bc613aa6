import { CROP_SIZE, type GreyImage } from '../document/image.ts';

export interface NormalizeGlyphOptions {
  /** Longer side of the glyph inside the crop, in pixels (MNIST: 20 in 28). @default 20 */
  readonly inkSize?: number;
}

/** Grey below this is paper: what is left of JPEG noise and of a blurred edge's tail. */
const PAPER_LEVEL = 24;
/** The glyph's darkest ink is stretched to full, so that a thin pen and a thick one look alike. */
const FULL_INK_QUANTILE = 0.95;

/**
 * Turns the picture of one glyph into a crop: bounding box of the ink, longer side scaled to `inkSize` (area average
 * when shrinking, linear when growing), ink stretched to full contrast, centre of mass moved to the crop's centre
 * (LeCun et al. 1998, the making of MNIST). `ink` is bright on black: 0 paper, 255 ink.
 * Returns CROP_SIZE x CROP_SIZE bytes, all zero when there is no ink.
 * Throws RangeError when `inkSize` is not an integer between 1 and CROP_SIZE.
 */
export function normalizeGlyph(ink: GreyImage, options: NormalizeGlyphOptions = {}): Uint8Array {
  const inkSize = options.inkSize ?? 20;
  if (!Number.isInteger(inkSize) || inkSize < 1 || inkSize > CROP_SIZE) {
    throw new RangeError(`Expected integer between 1 and ${CROP_SIZE} for inkSize but received ${inkSize}`);
  }
  const crop = new Uint8Array(CROP_SIZE * CROP_SIZE);
  const bounds = inkBounds(ink);
  if (bounds === undefined) return crop;

  const scale = inkSize / Math.max(bounds.width, bounds.height);
  const width = Math.max(1, Math.round(bounds.width * scale));
  const height = Math.max(1, Math.round(bounds.height * scale));
  const scaled = resample(ink, bounds, width, height);
  stretch(scaled);
  placeByMass(scaled, width, height, crop);
  return crop;
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function inkBounds({ width, height, data }: GreyImage): Bounds | undefined {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (data[row + x]! < PAPER_LEVEL) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Triangle filter as wide as one output pixel when shrinking, one input pixel when growing. */
function resample(ink: GreyImage, bounds: Bounds, width: number, height: number): Float32Array {
  const columns = filterTaps(bounds.width, width);
  const rows = filterTaps(bounds.height, height);
  const narrow = new Float32Array(width * bounds.height);
  for (let y = 0; y < bounds.height; y++) {
    const source = (bounds.y + y) * ink.width + bounds.x;
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * ink.data[source + first + k]!;
      narrow[y * width + x] = sum;
    }
  }
  const scaled = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const { first, weights } = rows[y]!;
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k]!;
      const source = (first + k) * width;
      for (let x = 0; x < width; x++) scaled[y * width + x]! += weight * narrow[source + x]!;
    }
  }
  return scaled;
}

interface Taps {
  readonly first: number;
  readonly weights: Float32Array;
}

function filterTaps(inputLength: number, outputLength: number): Taps[] {
  const step = inputLength / outputLength;
  const reach = Math.max(1, step);
  const taps: Taps[] = [];
  for (let i = 0; i < outputLength; i++) {
    const centre = (i + 0.5) * step;
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(inputLength - 1, Math.ceil(centre + reach) - 1);
    const weights = new Float32Array(last - first + 1);
    let total = 0;
    for (let k = 0; k < weights.length; k++) {
      const weight = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
      weights[k] = weight;
      total += weight;
    }
    for (let k = 0; k < weights.length; k++) weights[k]! /= total;
    taps.push({ first, weights });
  }
  return taps;
}

function stretch(scaled: Float32Array): void {
  const inked = scaled.filter((level) => level >= PAPER_LEVEL).sort();
  if (inked.length === 0) return;
  const full = inked[Math.floor((inked.length - 1) * FULL_INK_QUANTILE)]!;
  const gain = 255 / full;
  for (let i = 0; i < scaled.length; i++) scaled[i] = Math.min(255, scaled[i]! * gain);
}

function placeByMass(scaled: Float32Array, width: number, height: number, crop: Uint8Array): void {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = scaled[y * width + x]!;
      mass += level;
      massX += level * (x + 0.5);
      massY += level * (y + 0.5);
    }
  }
  // MNIST's makers rounded up: the centre of mass of each of its 60,000 digits lies between 14 and 15.
  const offset = (centre: number, length: number) =>
    Math.min(CROP_SIZE - length, Math.max(0, Math.ceil(CROP_SIZE / 2 - centre)));
  const left = offset(massX / mass, width);
  const top = offset(massY / mass, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      crop[(top + y) * CROP_SIZE + left + x] = Math.round(scaled[y * width + x]!);
    }
  }
}
