/**
 * The fourteen E-13B characters on the grid of 0.013 inch units in which ANSI X9.100-20 (formerly X9.27) and
 * ISO 1004-1 describe them: nine units high, at most seven wide, `#` is ink. A transit, B amount, C on-us, D dash.
 * Strokes that the standard ends on half a unit are rounded to whole ones, and corners that it rounds widely (the 0)
 * are left to `gridOutline`.
 */
export const E13B_GRIDS = {
  '0': ['#######', '#.....#', '#.....#', '#.....#', '#.....#', '#.....#', '#.....#', '#.....#', '#######'],
  '1': ['##..', '.#..', '.#..', '.#..', '.#..', '####', '####', '####', '####'],
  '2': ['####', '...#', '...#', '...#', '####', '#...', '#...', '#...', '####'],
  '3': ['####.', '...#.', '...#.', '...#.', '####.', '...##', '...##', '...##', '#####'],
  '4': ['##....', '##....', '##....', '##....', '##....', '##..##', '######', '....##', '....##'],
  '5': ['#####', '#....', '#....', '#....', '#####', '....#', '....#', '....#', '#####'],
  '6': ['####..', '#..#..', '#.....', '#.....', '#.....', '######', '#....#', '#....#', '######'],
  '7': ['#####', '#...#', '#...#', '...##', '..##.', '..#..', '..#..', '..#..', '..#..'],
  '8': ['.#####.', '.#...#.', '.#...#.', '.#...#.', '.#####.', '##...##', '##...##', '##...##', '#######'],
  '9': ['######', '#....#', '#....#', '#....#', '######', '....##', '....##', '....##', '....##'],
  A: ['....###', '....###', '##..###', '##.....', '##.....', '##.....', '##..###', '....###', '....###'],
  B: ['.....##', '.....##', '...#.##', '...#.##', '...#...', '##.#...', '##.#...', '##.....', '##.....'],
  C: ['.......', '....###', '#.#.###', '#.#.###', '#.#.###', '#.#....', '#.#....', '#.#....', '.......'],
  D: ['.......', '.......', '.......', '##.##.#', '##.##.#', '##.##.#', '##.##.#', '.......', '.......'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type E13bCharacter = keyof typeof E13B_GRIDS;

/** Inches of one grid unit. */
export const E13B_UNIT = 0.013;
/** Inches from the right edge of one character to the right edge of the next: eight characters an inch. */
export const E13B_PITCH = 0.125;

export function isE13bCharacter(character: string): character is E13bCharacter {
  return Object.hasOwn(E13B_GRIDS, character);
}
