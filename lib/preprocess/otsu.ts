import type { BinaryImage, GreyImage } from '../document/image.ts';

/**
 * Grey level that parts ink from paper best when one level has to do for the whole page: it maximizes the variance
 * between the two classes (Otsu, "A threshold selection method from gray-level histograms", 1979).
 * Pixels at or below it are ink. A page of a single grey gives that grey less one: no ink.
 */
export function otsuThreshold({ data }: GreyImage): number {
  const histogram = new Float64Array(256);
  for (let i = 0; i < data.length; i++) histogram[data[i]!]!++;
  let total = 0;
  for (let level = 0; level < 256; level++) total += level * histogram[level]!;
  let below = 0;
  let belowTotal = 0;
  let best = -1;
  let bestVariance = 0;
  for (let level = 0; level < 256; level++) {
    below += histogram[level]!;
    belowTotal += level * histogram[level]!;
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const difference = belowTotal / below - (total - belowTotal) / above;
    const variance = below * above * difference * difference;
    if (variance > bestVariance) {
      bestVariance = variance;
      best = level;
    }
  }
  return best >= 0 ? best : (data[0] ?? 0) - 1;
}

/** Ink where the grey is at or below `threshold` (0..255). */
export function binarizeAt({ width, height, data }: GreyImage, threshold: number): BinaryImage {
  const ink = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) ink[i] = data[i]! <= threshold ? 1 : 0;
  return { width, height, data: ink };
}
