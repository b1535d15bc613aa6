import { lowerMedian } from '../document/averages.ts';
import { type Box, centreX, centreY, gapX, unionBoxes } from '../document/geometry.ts';
import { interpolate } from './interpolate.ts';
import type { InkRow } from './line-strip.ts';
import { mergeNear } from './merge-near.ts';

/** A row of marks as high as each other, which may be a line of magnetic ink characters. */
export interface MicrRow extends InkRow {
  readonly box: Box;
}

export interface FoundRow extends MicrRow {
  /** The marks that it was measured by. */
  readonly members: readonly Box[];
}

/** Pieces of symbols and broken digits this near, in heights, belong to a row. */
const REACH = 2.2;
const TALLEST_PIECE = 1.6;
const OUT_OF_BAND = 0.7;
/** So do characters farther away: a code at the end, an amount that was printed later. */
const FAR_REACH = 14;
const FULL_SIZE = 0.6;
/** Rows that are one: how unlike in height, how far apart and, between them, how far out of line, in heights. */
const MAX_HEIGHT_RATIO = 1.6;
const MAX_GAP = 20;
const OUT_OF_LINE = 0.5;
/** Medians over so many neighbours tell where a row's middle wanders. */
const SMOOTHED = 2;
/** A row over which its marks are spread by so many heights tells how it climbs. */
const SURE_LENGTH = 3;

/** The row that marks make, reaching out to what of `boxes` stands in its band. */
export function measureRow(chain: readonly Box[], boxes: readonly Box[]): FoundRow {
  const height = lowerMedian(chain.map((box) => box.height));
  const first = middleLine(chain, height);
  const isFull = (box: Box) => box.height >= FULL_SIZE * height;
  const near = boxes.filter(
    (box) =>
      box.height <= TALLEST_PIECE * height &&
      Math.abs(centreY(box) - first(centreX(box))) <= OUT_OF_BAND * height,
  );
  // A broken character is as high as its pieces together.
  const broken = mergeNear(
    near.filter((box) => !isFull(box)),
    height,
  );
  const inBand = [...near.filter(isFull), ...broken].sort((a, b) => a.x - b.x);
  const far: Box[] = [];
  let box = unionBoxes(chain);
  const reachOut = (piece: Box) => {
    if (gapX(piece, box) > (isFull(piece) ? FAR_REACH : REACH) * height) return;
    if (isFull(piece)) far.push(piece);
    box = unionBoxes([box, piece]);
  };
  const { x, width } = box;
  for (const piece of inBand) if (piece.x >= x + width) reachOut(piece);
  for (const piece of inBand.reverse()) if (piece.x + piece.width <= x) reachOut(piece);
  const members = [...chain, ...far].sort((a, b) => centreX(a) - centreX(b));
  return {
    box,
    height,
    middleAt: far.length === 0 ? first : middleLine(members, height),
    ...heightLine(members, height),
    members: chain,
  };
}

/** Rows side by side in line with each other are one, parted by a gap or by what crosses them. */
export function joinAbreast(rows: readonly FoundRow[], boxes: readonly Box[]): FoundRow[] {
  const joined: FoundRow[] = [];
  for (const row of [...rows].sort((a, b) => a.box.x - b.box.x)) {
    const at = joined.findIndex((before) => areAbreast(before, row));
    if (at < 0) joined.push(row);
    else
      joined[at] = measureRow(
        [...joined[at]!.members, ...row.members].sort((a, b) => centreX(a) - centreX(b)),
        boxes,
      );
  }
  return joined;
}

function areAbreast(left: FoundRow, right: FoundRow): boolean {
  const low = Math.min(left.height, right.height);
  if (Math.max(left.height, right.height) > MAX_HEIGHT_RATIO * low) return false;
  if (gapX(left.box, right.box) > MAX_GAP * low) return false;
  const between = (left.box.x + left.box.width + right.box.x) / 2;
  return Math.abs(left.middleAt(between) - right.middleAt(between)) <= OUT_OF_LINE * low;
}

/** Medians over so many neighbours tell how high a row's characters are in one place. */
const SMOOTHED_HEIGHT = 4;
/** Heights that are this near to that of the row are its own: thick strokes and thin ones differ by less. */
const SAME_HEIGHT = 0.12;

/** How high the characters are at an x: a photo is larger on one side, and two machines print in two sizes. */
function heightLine(chain: readonly Box[], height: number): Pick<InkRow, 'heightAt'> {
  const full = chain.filter((box) => box.height >= FULL_SIZE * height);
  const heights = full.map((_, i) =>
    lowerMedian(
      full.slice(Math.max(0, i - SMOOTHED_HEIGHT), i + SMOOTHED_HEIGHT + 1).map((box) => box.height),
    ),
  );
  if (heights.every((own) => Math.abs(own / height - 1) <= SAME_HEIGHT)) return {};
  const points = full.map((box, i) => ({ x: centreX(box), y: heights[i]! }));
  return { heightAt: (x) => interpolate(points, x) };
}

/** The y of a row's middle: a straight line, and how far the row wanders from it. */
function middleLine(chain: readonly Box[], height: number): (x: number) => number {
  const points = chain.map((box) => ({ x: centreX(box), y: centreY(box) }));
  const { slope, offset } = fitLine(points, SURE_LENGTH * height);
  const strays = points.map(({ x, y }) => y - slope * x - offset);
  const wander = strays.map((_, i) => lowerMedian(strays.slice(Math.max(0, i - SMOOTHED), i + SMOOTHED + 1)));
  return (x) => {
    const next = points.findIndex((point) => point.x >= x);
    const straight = slope * x + offset;
    if (next < 0) return straight + wander.at(-1)!;
    if (next === 0) return straight + wander[0]!;
    const [from, to] = [points[next - 1]!.x, points[next]!.x];
    const share = (x - from) / (to - from);
    return straight + wander[next - 1]! * (1 - share) + wander[next]! * share;
  };
}

/** Least squares; the slope of points that are not spread over more than `certain` is taken to be less than it looks. */
function fitLine(points: readonly { readonly x: number; readonly y: number }[], certain: number) {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope =
    points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / (spread + count * certain ** 2);
  return { slope, offset: meanY - slope * meanX };
}
