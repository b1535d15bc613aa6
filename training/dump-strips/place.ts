/** Where a glyph stands in its line. */
export interface GlyphPlace {
  /** In digit heights. */
  readonly height: number;
  /** By how much its foot lies over the base line, in digit heights; below it, less than 0. */
  readonly foot: number;
}

const SHORT = 0.62;
const TAIL = 0.35;

/** Where people write the letters that are not as high as a digit or not on its base line. */
export function handwrittenPlace(letter: string): GlyphPlace | undefined {
  if (/[acemnorsuvwxz]/u.test(letter)) return { height: SHORT, foot: 0 };
  if (/[gpqy]/u.test(letter)) return { height: SHORT + TAIL, foot: -TAIL };
  return undefined;
}
