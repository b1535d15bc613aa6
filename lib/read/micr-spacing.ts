import { lowerMedian } from '../document/averages.ts';
/** How the characters of a MICR line stand; both scripts print them eight to the inch. */
export interface MicrSpacing {
  /** From one place to the next, in the unit of the centres. */
  readonly pitch: number;
  /** The same for each character but the first, by its neighbours: a picture need not run at one speed. */
  readonly pitches: readonly number[];
  /** For each character but the first, how many places it stands after the one before: 1 where none is empty between them. */
  readonly places: readonly number[];
  /** Share of the characters that stand a whole number of places after the one before, from 0 to 1. */
  readonly even: number;
}

/** How far off its place, in places, a character may stand: where a network saw it is not quite its middle. */
const OFF_PLACE = 0.3;
/** A step this much short of two places is one: characters are seldom seen to be missing where none is. */
const SHORT_OF_NEXT = 0.2;
/** Parts of a line may be printed by two machines, and a photo is larger on one side: the pitch is that of so many neighbours. */
const NEIGHBOURS = 4;

/** The spacing of characters by their centres, in ascending order. Throws RangeError for fewer than two. */
export function measureSpacing(centres: readonly number[]): MicrSpacing {
  if (centres.length < 2) throw new RangeError(`Expected two centres or more but received ${centres.length}`);
  const steps = centres.slice(1).map((centre, i) => centre - centres[i]!);
  // Most characters have a neighbour in the very next place.
  const pitches = middlesOf(steps);
  const places = steps.map((step, i) => Math.max(1, Math.round(step / pitches[i]! - SHORT_OF_NEXT)));
  const single = steps.map((step, i) => step / places[i]!);
  const even = steps.filter((step, i) => {
    const off = step / pitches[i]! - places[i]!;
    return off >= -OFF_PLACE && off <= OFF_PLACE + SHORT_OF_NEXT;
  });
  return { pitch: lowerMedian(steps), pitches: middlesOf(single), places, even: even.length / steps.length };
}

/** Of each value the median of its neighbours and itself. */
function middlesOf(values: readonly number[]): number[] {
  return values.map((_, i) => lowerMedian(values.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1)));
}
