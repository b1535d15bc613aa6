import { type Box, overlapY } from '../../document/geometry.ts';
import type { ChequeLook } from './cheque-look.ts';

/** Cells of one size side by side, for one character each. */
export interface Comb {
  readonly box: Box;
  readonly cells: number;
}

/** Cells are alike to this share of their width, and so are the heights of their sides. */
const UNEVENNESS = 0.25;
const SHARED_HEIGHT = 0.7;
/** A side may be torn away; then two cells look like one. */
const MOST_STEPS = 2;
/** Fewer cells are a table. */
const LEAST_CELLS = 4;
/** Cells are at most this many times as wide as high, or as high as wide. */
const MOST_WIDE = 1.6;
const MOST_HIGH = 3;

/** Finds rows of equal cells by the standing rules between them, the one with most cells first. */
export function findCombs({ rules }: Pick<ChequeLook, 'rules'>): Comb[] {
  const sides = rules
    .flatMap(({ direction, box }) => (direction === 'standing' ? [box] : []))
    .sort((a, b) => a.x - b.x);
  const combs: Comb[] = [];
  const used = new Set<Box>();
  for (const first of sides) {
    if (used.has(first)) continue;
    const row = sides.filter((side) => side.x >= first.x && isLevel(side, first));
    const comb = longestComb(row);
    if (comb === undefined) continue;
    for (const side of comb.sides) used.add(side);
    combs.push(comb);
  }
  return combs.sort((a, b) => b.cells - a.cells).map(({ box, cells }) => ({ box, cells }));
}

function isLevel(a: Box, b: Box): boolean {
  return overlapY(a, b) >= SHARED_HEIGHT * Math.max(a.height, b.height);
}

/** The comb that begins with the first of the sides: for each step that its second side allows, followed as far as it goes. */
function longestComb(row: readonly Box[]): (Comb & { readonly sides: readonly Box[] }) | undefined {
  const [first] = row;
  if (first === undefined) return undefined;
  let best: (Comb & { sides: Box[] }) | undefined;
  for (const second of row.slice(1)) {
    const step = middle(second) - middle(first);
    if (step > MOST_WIDE * first.height) break;
    if (step < first.height / MOST_HIGH) continue;
    const sides = [first, second];
    let cells = 1;
    for (const side of row) {
      const from = middle(sides.at(-1)!);
      const steps = Math.round((middle(side) - from) / step);
      if (steps < 1 || side === second) continue;
      if (steps > MOST_STEPS) break;
      if (Math.abs(middle(side) - from - steps * step) > UNEVENNESS * step) continue;
      sides.push(side);
      cells += steps;
    }
    if (cells >= LEAST_CELLS && cells > (best?.cells ?? 0)) {
      const y = Math.min(...sides.map((side) => side.y));
      const foot = Math.max(...sides.map((side) => side.y + side.height));
      const x = middle(first);
      best = { sides, cells, box: { x, y, width: middle(sides.at(-1)!) - x, height: foot - y } };
    }
  }
  return best;
}

function middle({ x, width }: Box): number {
  return x + width / 2;
}
