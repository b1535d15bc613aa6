import { type Box, isMostlyIn, overlapArea, overlapX, overlapY } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { combsByWalls } from './combs-by-walls.ts';
import { combsOfCells, type ProposedComb } from './combs-of-cells.ts';

/** Combs less high than this share of each other stand in no row. */
const ABREAST = 0.6;
/** A cell is nearly as high as its comb. */
const ONE_ROW = 0.8;

/** Finds combs on a page, in reading order: by the cells that rules enclose, and by their walls where cells are torn open. */
export function proposeCombs(page: PreparedPage, cells: readonly Box[]): ProposedComb[] {
  let combs = combsOfCells(cells, page.dpi);
  for (const comb of combsByWalls(page)) {
    const same = combs.filter(({ box }) => overlapArea(box, comb.box) > 0);
    const known = same.reduce((sum, other) => sum + other.cells, 0);
    // Those that are parts of one, with a torn cell between them, are that one.
    const isWhole = same.length > 1 ? comb.cells >= known : comb.cells > known;
    const isApart = same.length === 1 && same[0]!.gap > 0;
    // Walls that go on over several rows are those of a table.
    const isTable = cells.some(
      (cell) => isMostlyIn(cell, comb.box) && cell.height < ONE_ROW * comb.box.height,
    );
    if (!isWhole || isApart || isTable) continue;
    combs = [...combs.filter((other) => !same.includes(other)), comb];
  }
  return inReadingOrder(combs);
}

function inReadingOrder(combs: readonly ProposedComb[]): ProposedComb[] {
  const rows: ProposedComb[][] = [];
  for (const comb of [...combs].sort((a, b) => a.box.y - b.box.y)) {
    const row = rows.find(([first]) => isAbreast(first!.box, comb.box));
    if (row) row.push(comb);
    else rows.push([comb]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}

function isAbreast(a: Box, b: Box): boolean {
  return overlapX(a, b) === 0 && overlapY(a, b) >= ABREAST * Math.min(a.height, b.height);
}
