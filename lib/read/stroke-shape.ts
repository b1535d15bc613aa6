import type { GreyImage } from '../document/image.ts';

/** How a glyph's ink runs from top to foot; all in shares of its height. */
export interface StrokeShape {
  /** How far its rows' middles move to the right from top to foot: a slash's move left, a backslash's right. */
  readonly lean: number;
  /** How far top and foot stand to the right of the middle, beside leaning: more than 0 for `(`, less for `)`. */
  readonly bow: number;
  /** Ink over the square of the height: thin strokes have little. */
  readonly ink: number;
}

/** Paler pixels are the soft edge of a stroke. */
const LEAST_INK = 60;
/** Lower glyphs have no shape to speak of. */
const LEAST_ROWS = 5;

/** Fits a parabola to the middles of a glyph's rows; undefined for one that is hardly any. */
export function strokeShape({ width, height, data }: GreyImage): StrokeShape | undefined {
  const rows: { y: number; x: number }[] = [];
  let ink = 0;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    let moment = 0;
    for (let x = 0; x < width; x++) {
      const level = data[y * width + x]!;
      if (level < LEAST_INK) continue;
      sum += level;
      moment += level * x;
    }
    if (sum > 0) rows.push({ y, x: moment / sum });
    ink += sum / 255;
  }
  if (rows.length < LEAST_ROWS) return undefined;
  const top = rows[0]!.y;
  const tall = rows.at(-1)!.y - top + 1;
  // From -1 at the top to 1 at the foot, and its square, each less its mean.
  const at = centred(rows.map(({ y }) => (2 * (y - top)) / (tall - 1) - 1));
  const squared = centred(rows.map(({ y }) => ((2 * (y - top)) / (tall - 1) - 1) ** 2));
  const middles = centred(rows.map(({ x }) => x));
  const [aa, as, ss] = [dot(at, at), dot(at, squared), dot(squared, squared)];
  const [am, sm] = [dot(at, middles), dot(squared, middles)];
  const determinant = aa * ss - as * as;
  return {
    lean: (2 * (am * ss - sm * as)) / determinant / tall,
    bow: (aa * sm - as * am) / determinant / tall,
    ink: ink / tall ** 2,
  };
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
