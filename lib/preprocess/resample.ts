import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';

/**
 * A part of a picture at another size, row-major, `width` x `height` levels: triangle filter as wide as one output pixel
 * when shrinking (an area average with soft borders), one input pixel when growing (linear).
 * `part` lies inside the picture, on whole pixels.
 */
export function resample(image: GreyImage, part: Box, width: number, height: number): Float32Array {
  const { data } = image;
  const columns = filterTaps(part.width, width);
  const rows = filterTaps(part.height, height);
  const narrow = new Float32Array(width * part.height);
  for (let y = 0; y < part.height; y++) {
    const source = (part.y + y) * image.width + part.x;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let pixel = source + columns.first[x]!;
      for (let k = columns.start[x]!; k < columns.start[x + 1]!; k++)
        sum += columns.weights[k]! * data[pixel++]!;
      narrow[y * width + x] = sum;
    }
  }
  const scaled = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    let source = rows.first[y]! * width;
    for (let k = rows.start[y]!; k < rows.start[y + 1]!; k++) {
      const weight = rows.weights[k]!;
      for (let x = 0; x < width; x++) scaled[y * width + x]! += weight * narrow[source++]!;
    }
  }
  return scaled;
}

/** For each output pixel `i`, the weights `start[i]` to `start[i + 1]` of the input pixels from `first[i]` on. */
interface Taps {
  readonly first: Int32Array;
  readonly start: Int32Array;
  readonly weights: Float32Array;
}

function filterTaps(inputLength: number, outputLength: number): Taps {
  const step = inputLength / outputLength;
  const reach = Math.max(1, step);
  const first = new Int32Array(outputLength);
  const start = new Int32Array(outputLength + 1);
  const weights = new Float32Array(outputLength * (2 * Math.ceil(reach) + 1));
  let next = 0;
  for (let i = 0; i < outputLength; i++) {
    const centre = (i + 0.5) * step;
    const from = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(inputLength - 1, Math.ceil(centre + reach) - 1);
    first[i] = from;
    start[i] = next;
    let total = 0;
    for (let input = from; input <= last; input++) {
      const weight = Math.max(0, 1 - Math.abs(input + 0.5 - centre) / reach);
      weights[next++] = weight;
      total += weight;
    }
    for (let k = start[i]!; k < next; k++) weights[k]! /= total;
  }
  start[outputLength] = next;
  return { first, start, weights };
}
