import type { GreyImage } from '../../lib/document/image.ts';

export interface WindowFacts {
  readonly sum: number;
  readonly count: number;
  readonly mean: number;
  /** Standard deviation, of the window as a whole population. */
  readonly deviation: number;
}

/** What a window round a pixel holds, added up value by value: slow, and plain to see that it is right. */
export function windowAt(
  { width, height, data }: GreyImage,
  x: number,
  y: number,
  radius: number,
): WindowFacts {
  const values: number[] = [];
  for (let v = y - radius; v <= y + radius; v++) {
    for (let u = x - radius; u <= x + radius; u++) {
      if (u >= 0 && u < width && v >= 0 && v < height) values.push(data[v * width + u]!);
    }
  }
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = sum / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  return { sum, count: values.length, mean, deviation: Math.sqrt(variance) };
}
