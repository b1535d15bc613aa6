import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';

/** Cells of one width side by side. Box in pixels of the picture, round the middles of its outer rules. */
export interface Comb {
  readonly box: Box;
  readonly cells: number;
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

/** Moves a comb from where it is expected to where its walls and its sides are. `ink` has its rules still in it. */
export function fitComb(expected: Box, cells: number, ink: BinaryImage): Comb {
  const pitch = expected.width / cells;
  const cell = Math.min(pitch, expected.height);
  const standing = profile(ink, expected, 'standing', Math.max(1, Math.round(WAVE * pitch)));
  const across = fitRules(
    standing,
    { from: expected.x, step: pitch, count: cells },
    { reach: REACH * cell, cell },
  );
  const placed = { ...expected, x: across.from, width: across.step * cells };
  const lying = profile(ink, placed, 'lying', Math.max(1, Math.round(WAVE * expected.height)));
  const down = fitRules(
    lying,
    { from: expected.y, step: expected.height, count: 1 },
    { reach: REACH * cell, cell },
  );
  return {
    box: { x: across.from, y: down.from, width: across.step * cells, height: down.step },
    cells,
    seen: (across.seen + down.seen) / 2,
  };
}

/** The inside of each cell, from left to right, up to the middles of its walls. */
export function cellBoxes({ box, cells }: Pick<Comb, 'box' | 'cells'>): Box[] {
  const width = box.width / cells;
  return Array.from({ length: cells }, (_, i) => ({ ...box, x: box.x + i * width, width }));
}

interface Rules {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

function fitRules(
  inked: (at: number) => number,
  expected: Rules,
  { reach, cell }: { readonly reach: number; readonly cell: number },
): Rules & { seen: number } {
  const { from, step, count } = expected;
  const grain = Math.max(0.5, step / 80);
  let best = { ...expected, seen: seenOf(inked, expected) };
  let bestMerit = best.seen;
  const most = STRETCH * step;
  for (let stretch = -most; stretch <= most; stretch += grain / count) {
    for (let shift = -reach; shift <= reach; shift += grain) {
      // The comb grows about its middle.
      const rules = { from: from + shift - (stretch * count) / 2, step: step + stretch, count };
      const seen = seenOf(inked, rules);
      const merit = seen - (FAITH * (Math.abs(shift) + Math.abs(stretch * count))) / cell;
      if (merit <= bestMerit + 1e-9) continue;
      best = { ...rules, seen };
      bestMerit = merit;
    }
  }
  return best.seen >= LEAST_SEEN ? best : { ...expected, seen: best.seen };
}

function seenOf(inked: (at: number) => number, { from, step, count }: Rules): number {
  let sum = 0;
  for (let i = 0; i <= count; i++) sum += inked(from + i * step);
  return sum / (count + 1);
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
