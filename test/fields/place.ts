import type { PlaceReading } from '../../lib/fields/field-reading.ts';

export const BOX = { x: 10, y: 20, width: 300, height: 40 };

/** A place with these ways to read it. */
export function place(...writings: readonly (readonly [text: string, probability: number])[]): PlaceReading {
  return { page: 0, box: BOX, writings: writings.map(([text, probability]) => ({ text, probability })) };
}
