import type { BinaryImage, GreyImage } from '../document/image.ts';
import { forEachWindowRow } from './window-rows.ts';

export interface SauvolaOptions {
  /** Half the window's side in pixels, without the centre. */
  readonly radius: number;
  /** How far under the local mean a flat window's threshold lies. @default 0.2 */
  readonly k?: number;
  /** Standard deviation of a window that holds as much ink as paper. @default 128 */
  readonly range?: number;
}

/**
 * Ink where a pixel is under mean * (1 + k (deviation / range - 1)) of its window
 * (Sauvola and Pietikäinen, "Adaptive document image binarization", 2000).
 */
export function binarizeBySauvola(image: GreyImage, options: SauvolaOptions): BinaryImage {
  const { width, height, data } = image;
  const k = options.k ?? 0.2;
  const range = options.range ?? 128;
  const ink = new Uint8Array(data.length);
  const squares = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) squares[i] = data[i]! * data[i]!;
  forEachWindowRow(width, height, [data, squares], options.radius, ({ y, sums, counts }) => {
    const [levels, squaredLevels] = sums as readonly [Float64Array, Float64Array];
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const mean = levels[x]! / counts[x]!;
      const variance = Math.max(0, squaredLevels[x]! / counts[x]! - mean * mean);
      if (data[start + x]! < mean * (1 + k * (Math.sqrt(variance) / range - 1))) ink[start + x] = 1;
    }
  });
  return { width, height, data: ink };
}
