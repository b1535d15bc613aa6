/** How the characters of a MICR line stand; both scripts print them eight to the inch. */
export interface MicrSpacing {
  /** From one place to the next, in the unit of the centres. */
  readonly pitch: number;
  /** For each character but the first, how many places it stands after the one before: 1 where none is empty between them. */
  readonly places: readonly number[];
  /** Share of the characters that stand a whole number of places after the one before, from 0 to 1. */
  readonly even: number;
}

/** How far off its place, in places, a character may stand: where a network saw it is not quite its middle. */
const OFF_PLACE = 0.3;

/** The spacing of characters by their centres, in ascending order. Throws RangeError for fewer than two. */
export function measureSpacing(centres: readonly number[]): MicrSpacing {
  if (centres.length < 2) throw new RangeError(`Expected two centres or more but received ${centres.length}`);
  const steps = centres.slice(1).map((centre, i) => centre - centres[i]!);
  // Most characters have a neighbour in the very next place.
  const rough = [...steps].sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)]!;
  const near = steps.filter((step) => Math.abs(step - rough) <= OFF_PLACE * rough);
  const pitch = near.reduce((sum, step) => sum + step, 0) / near.length;
  const places = steps.map((step) => Math.max(1, Math.round(step / pitch)));
  const even = steps.filter((step, i) => Math.abs(step / pitch - places[i]!) <= OFF_PLACE);
  return { pitch, places, even: even.length / steps.length };
}
