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
  const limit = Math.max(MIN_COUNT, (options.minShare ?? 0.006) * data.length);
  if (countLonely(image) <= limit) return image;
  const mended = data.map((level, at) => {
    const nine = [...neighbours(image, at % width, Math.floor(at / width)), level].sort((a, b) => a - b);
    const median = nine[Math.floor(nine.length / 2)]!;
    return Math.abs(median - level) > DIFFERENCE ? median : level;
  });
  return { width, height, data: mended };
}

/** Every clean picture comes by here, so nothing is allocated. */
function countLonely({ width, height, data }: GreyImage): number {
  let lonely = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let darkest = 255;
      let brightest = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          if (u === x && v === y) continue;
          const level = data[v * width + u]!;
          if (level < darkest) darkest = level;
          if (level > brightest) brightest = level;
        }
      }
      const level = data[y * width + x]!;
      if (level - brightest > DIFFERENCE || darkest - level > DIFFERENCE) lonely++;
    }
  }
  return lonely;
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
