import type { AxisPlacement } from './placement.ts';

/** Weighted least squares of `to = scale * from + offset`; undefined where the points do not tell a scale. */
export function fitLine(
  pairs: readonly { readonly from: number; readonly to: number; readonly weight: number }[],
): AxisPlacement | undefined {
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return undefined;
  const meanFrom = pairs.reduce((sum, { from, weight }) => sum + weight * from, 0) / total;
  const meanTo = pairs.reduce((sum, { to, weight }) => sum + weight * to, 0) / total;
  let spread = 0;
  let product = 0;
  for (const { from, to, weight } of pairs) {
    spread += weight * (from - meanFrom) ** 2;
    product += weight * (from - meanFrom) * (to - meanTo);
  }
  if (spread <= 1e-12 * total * Math.max(1, meanFrom ** 2)) return undefined;
  const scale = product / spread;
  return { scale, offset: meanTo - scale * meanFrom };
}
