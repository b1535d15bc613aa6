import type { GreyImage } from '../document/image.ts';

/** Sums over the square window round each pixel of one row, cut off at the picture's edges. */
export interface WindowRow {
  readonly y: number;
  /** The sum of the levels in the window of each pixel. */
  readonly sums: Float64Array;
  /** Pixels in the window of each pixel. */
  readonly counts: Float64Array;
}

/**
 * Calls `visit` for every row with the sums over the (2 radius + 1) x (2 radius + 1) windows of a picture. Running sums make the
 * cost independent of the radius and need memory for a few rows only. The arrays handed over are reused: do not keep them.
 */
export function forEachWindowRow(
  { width, height, data }: GreyImage,
  radius: number,
  visit: (row: WindowRow) => void,
): void {
  const columns = new Float64Array(width);
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  for (let y = -radius; y < height; y++) {
    if (y + radius < height) addLine(columns, data, (y + radius) * width, 1);
    if (y - radius - 1 >= 0) addLine(columns, data, (y - radius - 1) * width, -1);
    if (y < 0) continue;
    const lines = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x++) {
      counts[x] = lines * (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
    }
    slide(columns, sums, radius);
    visit({ y, sums, counts });
  }
}

function addLine(columns: Float64Array, data: Uint8Array, start: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += sign * data[start + x]!;
}

function slide(columns: Float64Array, sums: Float64Array, radius: number): void {
  const width = columns.length;
  let sum = 0;
  for (let x = 0; x < Math.min(radius, width); x++) sum += columns[x]!;
  for (let x = 0; x < width; x++) {
    if (x + radius < width) sum += columns[x + radius]!;
    if (x - radius - 1 >= 0) sum -= columns[x - radius - 1]!;
    sums[x] = sum;
  }
}
