import { median } from '../document/averages.ts';
import { type Box, growBox } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { findComponents } from '../preprocess/cv/connected-components.ts';
import type { Rule } from '../preprocess/rule.ts';

/** Rules may end so far before they meet. */
const TORN_INCH = 0.03;
/** Paper that rules enclose fills this share of the box round it: what is left of a page has corners. */
const FILLED = 0.72;
/** Cells are at least so high and wide; less is what lies between two rules side by side. */
const LEAST_INCH = 0.1;

/**
 * Finds what rules enclose: the cells of tables and combs, single boxes. Boxes in pixels of the page, up to the middles of
 * the rules round them. What is written in a cell, and rules that end in it, do not part it.
 */
export function ruledCells(
  rules: readonly Rule[],
  page: { readonly width: number; readonly height: number; readonly dpi: number },
): Box[] {
  const painted = paint(rules, page, Math.max(2, Math.round(TORN_INCH * page.dpi)));
  const paper: BinaryImage = { ...painted, data: painted.data.map((value) => 1 - value) };
  const least = LEAST_INCH * page.dpi;
  const half = Math.max(1, usualThickness(rules) / 2);
  return findComponents(paper)
    .components.filter(
      ({ box, area }) =>
        Math.min(box.width, box.height) >= least &&
        area >= FILLED * box.width * box.height &&
        !isAtEdge(box, page),
    )
    .map(({ box }) => growBox(box, half));
}

function paint(
  rules: readonly Rule[],
  { width, height }: { readonly width: number; readonly height: number },
  reach: number,
): BinaryImage {
  const data = new Uint8Array(width * height);
  for (const { direction, stretches } of rules) {
    const [along, across] = direction === 'lying' ? [1, width] : [width, 1];
    const length = direction === 'lying' ? width : height;
    for (const { line, from, to } of stretches) {
      const last = Math.min(length - 1, to + reach);
      for (let at = Math.max(0, from - reach); at <= last; at++) data[line * across + at * along] = 1;
    }
  }
  return { width, height, data };
}

function usualThickness(rules: readonly Rule[]): number {
  return median(
    rules.map(({ thickness }) => thickness),
    1,
  );
}

function isAtEdge(
  { x, y, width, height }: Box,
  page: { readonly width: number; readonly height: number },
): boolean {
  return x === 0 || y === 0 || x + width >= page.width || y + height >= page.height;
}
