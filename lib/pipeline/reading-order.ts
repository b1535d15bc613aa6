import { mean, median } from '../document/averages.ts';
import { type Box, centreY, overlapX, overlapY } from '../document/geometry.ts';
import type { QuarterTurn } from '../document/result.ts';
import { unturnBox } from '../preprocess/turn.ts';

/** Boxes that share so much of the lower one's height stand in one row. */
const SHARED_HEIGHT = 0.5;
/** Paper between two columns of a page runs this far, in heights of the things beside it, ... */
const GUTTER = 3;
/** ... past at least so many things on either side. */
const COLUMN = 3;

/** Sorts things as the page is read that was turned upright so far clockwise; their boxes lie in the page as delivered. */
export function asRead<T extends { readonly box: Box }>(
  things: readonly T[],
  turned: QuarterTurn,
  { width, height }: { readonly width: number; readonly height: number },
): T[] {
  const back = ((360 - turned) % 360) as QuarterTurn;
  const [wide, high] = turned % 180 === 0 ? [width, height] : [height, width];
  const upright = things.map((thing) => ({ thing, box: unturnBox(thing.box, back, wide, high) }));
  return inReadingOrder(upright).map(({ thing }) => thing);
}

/**
 * Sorts things as a page is read: rows from the top, each from the left. Where a gutter parts the page into columns of text,
 * the left one is read to its end before the right one; the rows of a table, which stand abreast of each other, are read across.
 */
export function inReadingOrder<T extends { readonly box: Box }>(things: readonly T[]): T[] {
  const columns = columnsOf(things);
  return columns ? columns.flatMap((column) => inReadingOrder(column)) : inRows(things);
}

function inRows<T extends { readonly box: Box }>(things: readonly T[]): T[] {
  const rows: T[][] = [];
  for (const thing of things.toSorted((a, b) => centreY(a.box) - centreY(b.box))) {
    // By the nearest one to the side: a row may climb.
    const row = rows.find((other) => areAbreast(nearestIn(other, thing).box, thing.box));
    if (row) row.push(thing);
    else rows.push([thing]);
  }
  return rows
    .map((row) => row.toSorted((a, b) => a.box.x - b.box.x))
    .toSorted((a, b) => meanOf(a) - meanOf(b))
    .flat();
}

/** Left and right of the widest gutter, if things do not stand abreast of each other over it. */
function columnsOf<T extends { readonly box: Box }>(things: readonly T[]): [T[], T[]] | undefined {
  const sorted = things.toSorted((a, b) => a.box.x - b.box.x);
  const height = medianHeight(sorted);
  let right = -Infinity;
  let best: { at: number; width: number } | undefined;
  sorted.forEach(({ box }, i) => {
    const width = box.x - right;
    if (i > 0 && width > GUTTER * height && width > (best?.width ?? 0)) best = { at: i, width };
    right = Math.max(right, box.x + box.width);
  });
  if (best === undefined) return undefined;
  const halves: [T[], T[]] = [sorted.slice(0, best.at), sorted.slice(best.at)];
  if (halves.some(({ length }) => length < COLUMN)) return undefined;
  const [left, other] = halves;
  const paired = left.filter((thing) => other.some((across) => areAbreast(thing.box, across.box)));
  return paired.length * 2 > Math.min(left.length, other.length) ? undefined : halves;
}

function nearestIn<T extends { readonly box: Box }>(row: readonly T[], thing: T): T {
  const distance = ({ box }: T) => Math.abs(box.x + box.width / 2 - thing.box.x - thing.box.width / 2);
  return row.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}

function areAbreast(a: Box, b: Box): boolean {
  return (
    overlapX(a, b) * 2 < Math.min(a.width, b.width) &&
    overlapY(a, b) >= SHARED_HEIGHT * Math.min(a.height, b.height)
  );
}

function meanOf(row: readonly { readonly box: Box }[]): number {
  return mean(row.map(({ box }) => centreY(box)));
}

function medianHeight(things: readonly { readonly box: Box }[]): number {
  return median(
    things.map(({ box }) => box.height),
    0,
  );
}
