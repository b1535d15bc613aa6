import type { Box } from '../document/geometry.ts';
import type { Field } from '../document/result.ts';

/** One way to read what stands in a place. */
export interface Writing {
  /** Digits, the separators `.` `,` `/` `-` as they stand, `x` for each other sign, a space for a wide gap. */
  readonly text: string;
  /** That this is what stands there; those of one place add up to at most 1. */
  readonly probability: number;
}

/** What stands in one place of a page, before it has a meaning. */
export interface PlaceReading {
  /** From 0. */
  readonly page: number;
  /** In source-page pixels. */
  readonly box: Box;
  /** The likeliest first; none where nothing is written. */
  readonly writings: readonly Writing[];
}

/** A field with its meaning, before anyone decided whether it is accepted. */
export type FieldReading = Omit<Field, 'threshold' | 'decision'>;
