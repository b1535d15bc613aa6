import { type Box, isMostlyIn, overlapX, overlapY } from '../document/geometry.ts';
import { labelIn, type PrintedPage } from './print-label.ts';

/** A place to write in that is no comb: a box, a cell of a table, or the room over a line. In prepared-page pixels. */
export interface ProposedPlace {
  readonly look: 'box' | 'cell' | 'line';
  readonly box: Box;
  /** Of a cell: its table, row and column, each from 1. */
  readonly at?: { readonly table: number; readonly row: number; readonly column: number };
}

/** Inches that a place to write a number in is high and wide. */
const LEAST_HEIGHT_INCH = 0.16;
const MOST_HEIGHT_INCH = 0.75;
const LEAST_WIDTH_INCH = 0.3;
const MOST_WIDTH_INCH = 4.5;
/** A box is at least so many times as wide as high: others are for ticks and stamps. */
const LEAST_WIDE = 0.9;
/** What is left of a cell under its label is so high at least, and begins so far under it. */
const LEAST_ROOM_INCH = 0.18;
const UNDER_LABEL_INCH = 0.02;
/** Tables have so many cells at least; cells whose sides are nearer than this share a wall. */
const LEAST_TABLE = 4;
const WALL_INCH = 0.06;

/** Finds single boxes and cells of tables that numbers may be written in, among what rules enclose. `combs` are none of them. */
export function proposeBoxes(
  cells: readonly Box[],
  combs: readonly Box[],
  page: PrintedPage,
): ProposedPlace[] {
  const own = cells.filter((cell) => !combs.some((comb) => isMostlyIn(cell, comb)));
  const tables = joined(own, WALL_INCH * page.dpi).filter((table) => table.length >= LEAST_TABLE);
  const inTables = tables.flatMap((table, i) => cellsOfTable(table, i + 1));
  const single = own
    .filter((cell) => !inTables.some(({ box }) => box === cell))
    .map((box): ProposedPlace => ({ look: 'box', box }));
  return [...inTables, ...single]
    .filter(({ box }) => !combs.some((comb) => isMostlyIn(comb, box)))
    .flatMap((place): ProposedPlace[] => {
      const room = roomIn(place.box, page);
      return room === undefined || !isFieldSize(room, page.dpi) ? [] : [{ ...place, box: room }];
    })
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

function isFieldSize({ width, height }: Box, dpi: number): boolean {
  return (
    height >= LEAST_HEIGHT_INCH * dpi &&
    height <= MOST_HEIGHT_INCH * dpi &&
    width >= LEAST_WIDTH_INCH * dpi &&
    width <= MOST_WIDTH_INCH * dpi &&
    width >= LEAST_WIDE * height
  );
}

/** The cell, or what is under its label; undefined where the label is all there is room for. */
function roomIn(cell: Box, { components, dpi }: PrintedPage): Box | undefined {
  const label = labelIn(cell, { components, dpi });
  if (label === undefined) return cell;
  const top = label.y + label.height + UNDER_LABEL_INCH * dpi;
  const height = cell.y + cell.height - top;
  return height >= Math.max(LEAST_ROOM_INCH * dpi, cell.height / 2) ? { ...cell, y: top, height } : undefined;
}

/** Boxes that share walls, directly or through others. */
function joined(boxes: readonly Box[], near: number): Box[][] {
  let groups: Box[][] = [];
  for (const box of boxes) {
    const touching = groups.filter((group) => group.some((other) => shareWall(box, other, near)));
    groups = [...groups.filter((group) => !touching.includes(group)), [...touching.flat(), box]];
  }
  return groups;
}

function shareWall(a: Box, b: Box, near: number): boolean {
  const across = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const down = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  const beside = Math.abs(across) <= near && overlapY(a, b) > 0.5 * Math.min(a.height, b.height);
  const below = Math.abs(down) <= near && overlapX(a, b) > 0.5 * Math.min(a.width, b.width);
  return beside || below;
}

function cellsOfTable(cells: readonly Box[], table: number): ProposedPlace[] {
  const [rows, columns] = [
    ranks(cells.map(({ y, height }) => ({ at: y, size: height }))),
    ranks(cells.map(({ x, width }) => ({ at: x, size: width }))),
  ];
  return cells.map((box, i) => ({
    look: 'cell',
    box,
    at: { table, row: rows[i]!, column: columns[i]! },
  }));
}

/** Which of the places where cells begin each begins at, from 1. */
function ranks(cells: readonly { readonly at: number; readonly size: number }[]): number[] {
  const near = 0.4 * Math.min(...cells.map(({ size }) => size));
  const begins: number[] = [];
  for (const { at } of [...cells].sort((a, b) => a.at - b.at)) {
    if (begins.length === 0 || at - begins.at(-1)! > near) begins.push(at);
  }
  return cells.map(({ at }) => begins.findLastIndex((begin) => begin <= at) + 1);
}
