/** The sum of the values by their number; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle one of the values, of an even number the higher of the two; `none` where there are none. */
export function median(values: readonly number[], none = Number.NaN): number {
  return ascending(values)[Math.floor(values.length / 2)] ?? none;
}

/** As `median`, but of an even number the lower of the two. */
export function lowerMedian(values: readonly number[], none = Number.NaN): number {
  return ascending(values)[Math.floor((values.length - 1) / 2)] ?? none;
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
