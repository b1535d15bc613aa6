import type { GreyImage } from '../document/image.ts';

export interface MendImpulsesOptions {
  /** Share of lonely pixels from which on a picture counts as noisy; cleaner ones are left alone. @default 0.006 */
  readonly minShare?: number;
}

/** A pixel that differs by so many levels of 255 from what is around it is not of the picture. */
const DIFFERENCE = 80;
/** So few lonely pixels are dots that somebody made. */
const MIN_COUNT = 4;

/**
 * Replaces single pixels that are far from the median of the nine around them by that median, in a picture that has many
 * lonely pixels, which are brighter, or darker, than all of their neighbours (a switching median filter, Sun and Neuvo, 1994).
 */
export function mendImpulses(image: GreyImage, options: MendImpulsesOptions = {}): GreyImage {
  const { width, height, data } = image;
  let lonely = 0;
  const mended = Uint8Array.from(data, (level, at) => {
    const around = neighbours(image, at % width, Math.floor(at / width));
    const isLonely = level - Math.max(...around) > DIFFERENCE || Math.min(...around) - level > DIFFERENCE;
    if (isLonely) lonely++;
    const nine = [...around, level].sort((a, b) => a - b);
    const median = nine[Math.floor(nine.length / 2)]!;
    return Math.abs(median - level) > DIFFERENCE ? median : level;
  });
  const isNoisy = lonely > Math.max(MIN_COUNT, (options.minShare ?? 0.006) * data.length);
  return isNoisy ? { width, height, data: mended } : image;
}

function neighbours({ width, height, data }: GreyImage, x: number, y: number): number[] {
  const levels: number[] = [];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      if (u !== x || v !== y) levels.push(data[v * width + u]!);
    }
  }
  return levels;
}
