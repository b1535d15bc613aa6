import type { GreyImage } from '../../lib/document/image.ts';
import { flattenPaper } from '../../lib/preprocess/flatten-paper.ts';
import { mendImpulses } from '../../lib/preprocess/mend-impulses.ts';
import { separateInk } from '../../lib/preprocess/separate-ink.ts';
import { undoBands } from '../../lib/preprocess/undo-bands.ts';

/** A line of handwriting is about a sixth of an inch tall; a picture of one glyph does not say its dpi. */
const GLYPHS_AN_INCH = 6;
/** Strokes are narrower than this share of the picture. */
const STROKE_SHARE = 1 / 4;

/** Grey in the middle of the picture's outermost pixels: its paper, whatever lies in a corner. */
export function borderLevel({ width, height, data }: GreyImage): number {
  const levels: number[] = [];
  for (let x = 0; x < width; x++) levels.push(data[x]!, data[(height - 1) * width + x]!);
  for (let y = 1; y < height - 1; y++) levels.push(data[y * width]!, data[y * width + width - 1]!);
  levels.sort((a, b) => a - b);
  return levels[Math.floor(levels.length / 2)]!;
}

/** Whether a set is dark on light: the vote of its pictures, as in a tight crop the ink itself is at the border. */
export function isDarkOnLight(pictures: readonly GreyImage[]): boolean {
  const dark = pictures.filter((picture) => isInkDarker(undoBands(picture))).length;
  return dark * 2 > pictures.length;
}

/** What is far from the paper's level is ink; grey or foggy paper does not say by its own level which it is. */
function isInkDarker(picture: GreyImage): boolean {
  const paper = borderLevel(picture);
  let balance = 0;
  for (const level of picture.data) balance += (level - paper) ** 3;
  return balance < 0;
}

/**
 * Ink bright on black out of a picture that was drawn or cleaned: inverted bands are undone, lone pixels mended and the
 * paper taken off, each only where the picture shows the need.
 */
export function inkOfCleanGlyph(picture: GreyImage, darkOnLight: boolean): GreyImage {
  const even = undoBands(picture);
  const bright = darkOnLight ? { ...even, data: even.data.map((level) => 255 - level) } : even;
  const radius = Math.ceil((Math.max(picture.width, picture.height) * STROKE_SHARE) / 2);
  return flattenPaper(mendImpulses(bright), { radius });
}

/** Ink bright on black out of a photograph or scan: as on a page, paper is told from ink around every pixel. */
export function inkOfPhotographedGlyph(picture: GreyImage, darkOnLight: boolean): GreyImage {
  const { width, height } = picture;
  const page = darkOnLight ? picture : { width, height, data: picture.data.map((level) => 255 - level) };
  const { binary, soft } = separateInk(page, { dpi: height * GLYPHS_AN_INCH, bitonal: false });
  const data = new Uint8Array(soft.data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (touchesInk(binary, x, y)) data[i] = soft.data[i]!;
    }
  }
  return { width, height, data };
}

/** The soft edge of a stroke lies within a pixel of its ink; what is further off is texture of the paper. */
function touchesInk({ width, height, data }: GreyImage, x: number, y: number): boolean {
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      if (data[v * width + u] === 1) return true;
    }
  }
  return false;
}
