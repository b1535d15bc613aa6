/** Sums over the square window round each pixel of one row, cut off at the picture's edges. */
export interface WindowRow {
  readonly y: number;
  /** For each plane, the sum of its values in the window of each pixel. */
  readonly sums: readonly Float64Array[];
  /** Pixels in the window of each pixel. */
  readonly counts: Float64Array;
}

/**
 * Calls `visit` for every row with the sums over (2 radius + 1) x (2 radius + 1) windows of each plane, a row-major
 * array of `width` x `height` values. Running sums make the cost independent of the radius and need memory for a
 * few rows only. The arrays handed over are reused: do not keep them.
 */
export function forEachWindowRow(
  width: number,
  height: number,
  planes: readonly (Uint8Array | Uint16Array)[],
  radius: number,
  visit: (row: WindowRow) => void,
): void {
  const columns = planes.map(() => new Float64Array(width));
  const sums = planes.map(() => new Float64Array(width));
  const counts = new Float64Array(width);
  for (let y = -radius; y < height; y++) {
    planes.forEach((plane, p) => {
      if (y + radius < height) addLine(columns[p]!, plane, (y + radius) * width, 1);
      if (y - radius - 1 >= 0) addLine(columns[p]!, plane, (y - radius - 1) * width, -1);
    });
    if (y < 0) continue;
    const lines = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x++) {
      counts[x] = lines * (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
    }
    planes.forEach((_, p) => {
      slide(columns[p]!, sums[p]!, radius);
    });
    visit({ y, sums, counts });
  }
}

function addLine(columns: Float64Array, plane: Uint8Array | Uint16Array, start: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += sign * plane[start + x]!;
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
