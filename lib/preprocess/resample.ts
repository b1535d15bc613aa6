import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';

/**
 * A part of a picture at another size, row-major, `width` x `height` levels: triangle filter as wide as one output pixel
 * when shrinking (an area average with soft borders), one input pixel when growing (linear).
 * `part` lies inside the picture, on whole pixels.
 */
export function resample(image: GreyImage, part: Box, width: number, height: number): Float32Array {
  const columns = filterTaps(part.width, width);
  const rows = filterTaps(part.height, height);
  const narrow = new Float32Array(width * part.height);
  for (let y = 0; y < part.height; y++) {
    const source = (part.y + y) * image.width + part.x;
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * image.data[source + first + k]!;
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
