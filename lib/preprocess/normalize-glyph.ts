import type { Box } from '../document/geometry.ts';
import { CROP_SIZE, type GreyImage } from '../document/image.ts';
import { inkQuantile, PAPER_LEVEL } from './ink-quantile.ts';
import { resample } from './resample.ts';

export interface NormalizeGlyphOptions {
  /** Longer side of the glyph inside the crop, in pixels (MNIST: 20 in 28). @default 20 */
  readonly inkSize?: number;
}

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

function inkBounds({ width, height, data }: GreyImage): Box | undefined {
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

function stretch(scaled: Float32Array): void {
  const full = inkQuantile(scaled, FULL_INK_QUANTILE);
  if (full === undefined) return;
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
