import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { otsuThreshold } from './otsu.ts';

/** What lies behind a page is dark from edge to edge: so much of a row or column beside it is. */
const DARK_SHARE = 0.9;
/** Paper is at least this share of the picture; a picture that is darker than that is something else. */
const LEAST_PAPER = 0.2;
/** Levels of grey, of 255, that paper is at least brighter by than what lies behind it. */
const LEAST_STEP = 60;

/**
 * The part of a picture inside the dark bands at its sides: the scanner's lid, or the shadow in the fold of a book.
 * The whole picture when there are none.
 */
export function insideDarkMargin(image: GreyImage): Box {
  const { width, height, data } = image;
  const whole: Box = { x: 0, y: 0, width, height };
  const threshold = otsuThreshold(image);
  if (stepAt(image, threshold) < LEAST_STEP) return whole;
  const darkColumns = new Uint32Array(width);
  const darkRows = new Uint32Array(height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! > threshold) continue;
      darkColumns[x]!++;
      darkRows[y]!++;
    }
  }
  const [left, right] = paperRange(darkColumns, DARK_SHARE * height);
  const [top, bottom] = paperRange(darkRows, DARK_SHARE * width);
  const inside: Box = { x: left, y: top, width: right - left, height: bottom - top };
  return inside.width * inside.height < LEAST_PAPER * width * height ? whole : inside;
}

/** From the first to past the last that are not dark. */
function paperRange(dark: Uint32Array, least: number): [number, number] {
  let from = 0;
  let to = dark.length;
  while (from < to && dark[from]! >= least) from++;
  while (to > from && dark[to - 1]! >= least) to--;
  return [from, to];
}

/** The difference between the mean levels above and up to the threshold. */
function stepAt({ data }: GreyImage, threshold: number): number {
  let dark = 0;
  let darkSum = 0;
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const level = data[i]!;
    sum += level;
    if (level > threshold) continue;
    dark++;
    darkSum += level;
  }
  if (dark === 0 || dark === data.length) return 0;
  return (sum - darkSum) / (data.length - dark) - darkSum / dark;
}
