import { median } from '../document/averages.ts';
import { type Box, overlapY } from '../document/geometry.ts';

/** Cells side by side that look like places for one character each. Box in prepared-page pixels. */
export interface ProposedComb {
  readonly box: Box;
  readonly cells: number;
  /** White between two cells, in shares of the distance from one cell to the next; 0 where they share their walls. */
  readonly gap: number;
}

/** Cells are between so many inches high and wide, and so many times as wide as high. */
const LEAST_HEIGHT_INCH = 0.15;
const LEAST_WIDTH_INCH = 0.12;
const MOST_HEIGHT_INCH = 1.1;
const LEAST_WIDE = 0.35;
const MOST_WIDE = 1.7;
/** Cells of one comb begin and end at one height, and are as wide as each other, up to this share of a cell. */
const UNEVEN = 0.15;
/** White between two cells of one comb, in shares of a cell; cells that share a wall have less than the second. */
const MOST_GAP = 0.6;
const LEAST_GAP = 0.06;
/** So many cells at most may have run together where walls between them are torn or written over. */
const MOST_JOINED = 4;

/** Finds combs among the cells that rules enclose: cells of one size side by side, in reading order. */
export function combsOfCells(cells: readonly Box[], dpi: number): ProposedComb[] {
  const likely = cells.filter(
    ({ width, height }) =>
      height >= LEAST_HEIGHT_INCH * dpi &&
      height <= MOST_HEIGHT_INCH * dpi &&
      width >= LEAST_WIDTH_INCH * dpi &&
      width >= LEAST_WIDE * height,
  );
  const left = new Set(likely);
  const combs: ProposedComb[] = [];
  // The narrowest first: wider ones may be several in one.
  for (const seed of [...likely].sort((a, b) => a.width - b.width)) {
    if (!left.has(seed) || seed.width > MOST_WIDE * seed.height) continue;
    const run = runOf(seed, [...left]);
    const comb = combOf(run, seed.width);
    if (comb === undefined || comb.cells < 2) continue;
    for (const cell of run) left.delete(cell);
    combs.push(comb);
  }
  return combs.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

/** The cells beside a cell, on both sides, as far as they go on evenly. */
function runOf(seed: Box, cells: readonly Box[]): Box[] {
  const abreast = cells.filter(
    (cell) =>
      overlapY(cell, seed) >= (1 - UNEVEN) * Math.max(cell.height, seed.height) &&
      joinedCells(cell, seed.width) > 0,
  );
  const run = [seed];
  let gap: number | undefined;
  for (let isOver = false; !isOver; ) {
    const first = run[0]!;
    const last = run.at(-1)!;
    const next = abreast
      .filter((cell) => !run.includes(cell))
      .map((cell) => ({
        cell,
        gap: Math.max(first.x - cell.x - cell.width, cell.x - last.x - last.width),
      }))
      .filter((other) => other.gap >= -UNEVEN * seed.width && other.gap <= MOST_GAP * seed.width)
      .sort((a, b) => a.gap - b.gap)[0];
    isOver = next === undefined || (gap !== undefined && Math.abs(next.gap - gap) > UNEVEN * seed.width);
    if (isOver || next === undefined) continue;
    gap ??= next.gap;
    if (next.cell.x < first.x) run.unshift(next.cell);
    else run.push(next.cell);
  }
  return run;
}

/** How many cells of this width have run together in one; 0 where it is no number of them. */
function joinedCells({ width }: Box, unit: number): number {
  const count = Math.round(width / unit);
  if (count < 1 || count > MOST_JOINED) return 0;
  return Math.abs(width - count * unit) <= UNEVEN * unit * (count === 1 ? 1 : 1.5) ? count : 0;
}

function combOf(run: readonly Box[], unit: number): ProposedComb | undefined {
  const counts = run.map((cell) => joinedCells(cell, unit));
  const alone = run.filter((_, i) => counts[i] === 1);
  // Where most have run together it is no comb but a row of cells of several widths.
  if (alone.length < run.length / 2 || alone.length < 2) return undefined;
  const cells = counts.reduce((sum, count) => sum + count, 0);
  const [first, last] = [run[0]!, run.at(-1)!];
  const inked = run.reduce((sum, { width }) => sum + width, 0);
  const white = last.x + last.width - first.x - inked;
  const between = run.length > 1 ? white / (run.length - 1) : 0;
  const pitch = (last.x + last.width + between - first.x) / cells;
  const gap = between / pitch >= LEAST_GAP ? between / pitch : 0;
  const y = median(run.map((cell) => cell.y));
  const height = median(run.map((cell) => cell.height));
  return { box: { x: first.x, y, width: last.x + last.width - first.x, height }, cells, gap };
}
