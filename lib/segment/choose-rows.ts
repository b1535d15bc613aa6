import { median } from '../document/averages.ts';
import { type Box, centreY, overlapX, overlapY } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';

/** Glyphs side by side. */
export interface Row {
  readonly box: Box;
  readonly own: readonly Component[];
  /** Pixels of its ink. */
  readonly weight: number;
}

/** Glyphs of a row share this much of the lower one's height. */
const SHARED = 0.5;
/** Rows are this evenly apart, in shares of their distance. */
const UNEVEN = 0.35;
/** So many rows more than wanted are weighed. */
const MOST_OTHERS = 4;
/** A row is struck out by a stroke through this share of it, so far from its middle, in shares of its height. */
const STRUCK_SHARE = 0.9;
const STRUCK_BAND = 0.2;
const STRIKE_WAVE = 0.05;
const STRIKE_SLOPES = [-0.1, -0.05, 0, 0.05, 0.1];

/** Puts glyphs that stand side by side into rows, from the top. */
export function groupRows(glyphs: readonly Component[]): Component[][] {
  const rows: Component[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const row = rows.findLast((own) => {
      const beside = own.filter((other) => isBeside(glyph.box, other.box)).length;
      return 2 * beside > own.length;
    });
    if (row) row.push(glyph);
    else rows.push([glyph]);
  }
  return rows;
}

function isBeside(a: Box, b: Box): boolean {
  return (
    overlapY(a, b) >= SHARED * Math.min(a.height, b.height) &&
    overlapX(a, b) < 0.5 * Math.min(a.width, b.width)
  );
}

/** A straight stroke runs through nearly all of a row, near its middle: digits leave paper between them. */
export function isStruck(row: Box, { width, height, data }: BinaryImage): boolean {
  const near = Math.max(1, Math.round(STRIKE_WAVE * row.height));
  const hasInk = (x: number, y: number) => {
    for (let k = Math.max(0, y - near); k <= Math.min(height - 1, y + near); k++) {
      if (data[k * width + x] === 1) return true;
    }
    return false;
  };
  for (let offset = -STRUCK_BAND; offset <= STRUCK_BAND; offset += STRIKE_WAVE) {
    for (const slope of STRIKE_SLOPES) {
      let covered = 0;
      for (let x = 0; x < row.width; x++) {
        const y = centreY(row) + offset * row.height + slope * (x - row.width / 2);
        if (hasInk(row.x + x, Math.round(y))) covered++;
      }
      if (covered >= STRUCK_SHARE * row.width) return true;
    }
  }
  return false;
}

/** Of all rows the `count` that hold most ink, are evenly apart and end below one another. */
export function evenRows(rows: readonly Row[], count: number): readonly Row[] {
  const heaviest = [...rows].sort((a, b) => b.weight - a.weight).slice(0, count + MOST_OTHERS);
  const byPlace = heaviest.sort((a, b) => centreY(a.box) - centreY(b.box));
  let best: { readonly rows: readonly Row[]; readonly merit: number } = {
    rows: byPlace.slice(0, count),
    merit: -1,
  };
  for (const chosen of subsets(byPlace, count)) {
    const steps = chosen.slice(1).map(({ box }, i) => centreY(box) - centreY(chosen[i]!.box));
    const usual = median(steps, 1);
    const uneven = Math.max(0, ...steps.map((step) => Math.abs(step - usual) / usual));
    const ends = chosen.map(({ box }) => box.x + box.width);
    const ragged = (Math.max(...ends) - Math.min(...ends)) / Math.max(1, usual);
    const merit =
      chosen.reduce((sum, { weight }) => sum + weight, 0) *
      Math.exp(-((uneven / UNEVEN) ** 2) - (ragged / 2) ** 2);
    if (merit > best.merit) best = { rows: chosen, merit };
  }
  return best.rows;
}

function subsets<T>(list: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return list.flatMap((item, i) => subsets(list.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
