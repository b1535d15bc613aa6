import { CROP_SIZE, type CropBatch, STRIP_HEIGHT, type StripBatch } from '../document/image.ts';

/** One strip as it is sent to a network for lines. */
export interface Strip {
  readonly width: number;
  readonly data: Uint8Array;
}

const CROP_PIXELS = CROP_SIZE * CROP_SIZE;

/** Crops as they are sent to the glyph network. */
export function cropBatch(crops: readonly Uint8Array[]): CropBatch {
  const data = new Uint8Array(crops.length * CROP_PIXELS);
  crops.forEach((crop, at) => {
    data.set(crop, at * CROP_PIXELS);
  });
  return { count: crops.length, data };
}

/** The crops of a batch, without copying them. */
export function cropsIn({ count, data }: CropBatch): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => data.subarray(at * CROP_PIXELS, (at + 1) * CROP_PIXELS));
}

/** Strips as they are sent to a network for lines. */
export function stripBatch(strips: readonly Strip[]): StripBatch {
  const data = new Uint8Array(strips.reduce((sum, { width }) => sum + width * STRIP_HEIGHT, 0));
  let at = 0;
  for (const strip of strips) {
    data.set(strip.data, at);
    at += strip.data.length;
  }
  return { widths: strips.map(({ width }) => width), data };
}

/** The strips of a batch, without copying them. */
export function stripsIn({ widths, data }: StripBatch): Strip[] {
  let at = 0;
  return widths.map((width) => {
    const start = at;
    at += width * STRIP_HEIGHT;
    return { width, data: data.subarray(start, at) };
  });
}
