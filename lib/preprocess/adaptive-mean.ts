import type { BinaryImage, GreyImage } from '../document/image.ts';
import { forEachWindowRow } from './window-rows.ts';

export interface AdaptiveMeanOptions {
  /** Half the window's side in pixels, without the centre. */
  readonly radius: number;
  /** Levels of grey that ink must lie under the mean of its window. @default 12 */
  readonly offset?: number;
}

/** Ink where a pixel is darker than the mean of its window by `offset` (OpenCV's ADAPTIVE_THRESH_MEAN_C). */
export function binarizeByLocalMean(image: GreyImage, options: AdaptiveMeanOptions): BinaryImage {
  const { width, height, data } = image;
  const offset = options.offset ?? 12;
  const ink = new Uint8Array(data.length);
  forEachWindowRow(image, options.radius, ({ y, sums, counts }) => {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      if (data[start + x]! < sums[x]! / counts[x]! - offset) ink[start + x] = 1;
    }
  });
  return { width, height, data: ink };
}
