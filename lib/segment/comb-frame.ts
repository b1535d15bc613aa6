import { combPitch, combWalls } from '../document/comb-walls.ts';
import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { findComponents } from '../preprocess/cv/connected-components.ts';
import type { ExpectedCells } from './fit-comb.ts';

/** A bit of a wall that was left lies this near to it and is this slender, in shares of a cell. */
const NEAR = 0.12;
const BIT_WIDTH = 0.14;
/** Ink that reaches through a wall by more than this share of a cell, on both sides, belongs to both cells. */
const THROUGH = 0.3;
/** Ink that reaches out of the top or foot of the comb by more than this share of a cell hangs on something else. */
const OUT = 0.7;
/** Ink of the frame lies this near to its walls and sides, in shares of a cell. */
const BAND = 0.09;

/** What was left of a wall or a side, and no writing. `cell`: the shorter side of one, in pixels, here as below. */
export function isBitOfWall(bit: Box, comb: ExpectedCells, cell: number): boolean {
  const { box } = comb;
  const isOnWall = distanceTo(wallsOf(comb), bit.x + bit.width / 2) <= NEAR * cell;
  if (bit.width <= BIT_WIDTH * cell && isOnWall) return true;
  const middle = bit.y + bit.height / 2;
  const isOnSide = Math.min(Math.abs(middle - box.y), Math.abs(middle - box.y - box.height)) <= NEAR * cell;
  return isOnSide && bit.height <= BIT_WIDTH * cell;
}

/**
 * What still hangs together over several cells, or far out of the comb, hangs on its frame or on what is printed round it:
 * of that only what stands free of the walls and sides is left.
 */
export function dropFrame(ink: BinaryImage, comb: ExpectedCells, cell: number): BinaryImage {
  const { box, cells, gap } = comb;
  const { labels, components } = findComponents(ink);
  const pitch = combPitch({ width: box.width, cells, gap });
  const walls = wallsOf(comb);
  const through = THROUGH * cell;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const frame = new Set(
    components
      .filter(({ box: own }) => {
        const first = Math.floor((own.x + through - box.x) / pitch);
        const last = Math.floor((own.x + own.width - through - box.x) / pitch);
        const above = box.y - own.y;
        const below = own.y + own.height - bottom;
        return last > first || first < 0 || last >= cells || Math.max(above, below) > OUT * cell;
      })
      .map(({ label }) => label),
  );
  if (frame.size === 0) return ink;
  const band = BAND * cell;
  const data = ink.data.slice();
  for (let y = 0; y < ink.height; y++) {
    const isFreeRow = y + 0.5 > box.y + band && y + 0.5 < bottom - band;
    for (let x = 0; x < ink.width; x++) {
      const at = y * ink.width + x;
      if (data[at] === 0 || !frame.has(labels[at]!)) continue;
      const isFree = isFreeRow && x + 0.5 > box.x && x + 0.5 < right && distanceTo(walls, x + 0.5) > band;
      if (!isFree) data[at] = 0;
    }
  }
  return { ...ink, data };
}

function wallsOf({ box, cells, gap }: ExpectedCells): readonly number[] {
  return combWalls({ from: box.x, width: box.width, cells, gap });
}

function distanceTo(walls: readonly number[], at: number): number {
  return walls.reduce((least, wall) => Math.min(least, Math.abs(at - wall)), Number.POSITIVE_INFINITY);
}
