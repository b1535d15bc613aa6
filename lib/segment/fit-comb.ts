import { type CombSpan, combPitch, combWalls } from '../document/comb-walls.ts';
import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';

/** Cells of one width side by side. Box in pixels of the picture, round the middles of its outer rules. */
export interface Comb {
  readonly box: Box;
  readonly cells: number;
  /** White between two cells, in shares of the distance from one to the next; 0 where they share their walls. */
  readonly gap: number;
  /** Share (0 to 1) of its walls and sides that there is ink for. */
  readonly seen: number;
}

/** How far off its place a comb may lie and how much wider or higher it may be, in shares of a cell and of itself. */
const REACH = 0.2;
const STRETCH = 0.06;
/** A rule may lean or wave by this share of a cell. */
const WAVE = 0.03;
/** Ends of walls are left out, as the rules they end on would count there. */
const INNER = 0.12;
/** A comb of which less is seen stays where it was expected. */
const LEAST_SEEN = 0.4;
/** Being out of place by a whole cell costs as much as this share of the walls: feet of digits look like a rule too. */
const FAITH = 0.6;

/** A comb as a template tells it. */
export type ExpectedCells = Pick<Comb, 'box' | 'cells' | 'gap'>;

/** Moves a comb from where it is expected to where its walls and its sides are. `ink` has its rules still in it. */
export function fitComb({ box: expected, cells, gap }: ExpectedCells, ink: BinaryImage): Comb {
  const pitch = combPitch({ width: expected.width, cells, gap });
  const cell = Math.min(pitch, expected.height);
  const standing = profile(ink, expected, 'standing', Math.max(1, Math.round(WAVE * pitch)));
  const across = fitRules(
    standing,
    { from: expected.x, width: expected.width, cells, gap },
    { reach: REACH * cell, cell },
  );
  const placed = { ...expected, x: across.from, width: across.width };
  const lying = profile(ink, placed, 'lying', Math.max(1, Math.round(WAVE * expected.height)));
  const down = fitRules(
    lying,
    { from: expected.y, width: expected.height, cells: 1, gap: 0 },
    { reach: REACH * cell, cell },
  );
  return {
    box: { x: across.from, y: down.from, width: across.width, height: down.width },
    cells,
    gap,
    seen: (across.seen + down.seen) / 2,
  };
}

/** The inside of each cell, from left to right, up to the middles of its walls. */
export function cellBoxes({ box, cells, gap }: ExpectedCells): Box[] {
  const pitch = combPitch({ width: box.width, cells, gap });
  return Array.from({ length: cells }, (_, i) => ({
    ...box,
    x: box.x + i * pitch,
    width: (1 - gap) * pitch,
  }));
}

function fitRules(
  inked: (at: number) => number,
  expected: CombSpan,
  { reach, cell }: { readonly reach: number; readonly cell: number },
): CombSpan & { seen: number } {
  const { from, width, cells } = expected;
  const step = combPitch(expected);
  const grain = Math.max(0.5, step / 80);
  let best = { ...expected, seen: seenOf(inked, expected) };
  let bestMerit = best.seen;
  const most = STRETCH * step;
  for (let stretch = -most; stretch <= most; stretch += grain / cells) {
    for (let shift = -reach; shift <= reach; shift += grain) {
      // The comb grows about its middle.
      const grown = stretch * cells;
      const rules = { ...expected, from: from + shift - grown / 2, width: width + grown };
      const seen = seenOf(inked, rules);
      const merit = seen - (FAITH * (Math.abs(shift) + Math.abs(grown))) / cell;
      if (merit <= bestMerit + 1e-9) continue;
      best = { ...rules, seen };
      bestMerit = merit;
    }
  }
  return best.seen >= LEAST_SEEN ? best : { ...expected, seen: best.seen };
}

function seenOf(inked: (at: number) => number, comb: CombSpan): number {
  const walls = combWalls(comb);
  return walls.reduce((sum, at) => sum + inked(at), 0) / walls.length;
}

/** Which share of the rows (or columns) of the box has ink at, or within `wave` of, a column (or row). */
function profile(
  { width, height, data }: BinaryImage,
  box: Box,
  direction: 'standing' | 'lying',
  wave: number,
): (at: number) => number {
  const isStanding = direction === 'standing';
  const [start, extent, limit] = isStanding ? [box.y, box.height, height] : [box.x, box.width, width];
  const from = Math.max(0, Math.round(start + INNER * extent));
  const to = Math.min(limit, Math.round(start + (1 - INNER) * extent));
  const [along, across] = isStanding ? [width, 1] : [1, width];
  const known = new Map<number, number>();
  const hasInk = (line: number, at: number) => {
    const last = Math.min((isStanding ? width : height) - 1, at + wave);
    for (let i = Math.max(0, at - wave); i <= last; i++)
      if (data[line * along + i * across] === 1) return true;
    return false;
  };
  return (at) => {
    const place = Math.round(at - 0.5);
    let share = known.get(place);
    if (share === undefined) {
      let inked = 0;
      for (let line = from; line < to; line++) if (hasInk(line, place)) inked++;
      share = to > from ? inked / (to - from) : 0;
      known.set(place, share);
    }
    return share;
  };
}
