/** The y at an x on the line from point to point, which stand in order of x; beyond its ends, that of the end. */
export function interpolate(
  points: readonly { readonly x: number; readonly y: number }[],
  x: number,
): number {
  const next = points.findIndex((point) => point.x >= x);
  if (next < 0) return points.at(-1)!.y;
  if (next === 0) return points[0]!.y;
  const [from, to] = [points[next - 1]!, points[next]!];
  return from.y + ((to.y - from.y) * (x - from.x)) / Math.max(1e-6, to.x - from.x);
}
