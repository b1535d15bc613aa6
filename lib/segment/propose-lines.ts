import { type Box, overlapX, overlapY } from '../document/geometry.ts';
import { labelIn, type PrintedPage } from './print-label.ts';
import type { ProposedPlace } from './propose-boxes.ts';

/** Writing lines are so many inches long, have so much free paper over them, and a label ends so far before them. */
const LEAST_LINE_INCH = 0.6;
const MOST_LINE_INCH = 6;
const ROOM_OVER_INCH = 0.34;
const LEAST_OVER_INCH = 0.2;
const UNDER_LINE_INCH = 0.07;
const LABEL_BEFORE_INCH = 1.2;
/** A rule this near to where a cell ends is its side. */
const SIDE_INCH = 0.06;

/** Finds lines to write on: lying rules that are no side of a cell, with free paper over them and a label at their left. */
export function proposeLines(
  rules: readonly { readonly direction: 'lying' | 'standing'; readonly box: Box }[],
  cells: readonly Box[],
  page: PrintedPage,
): ProposedPlace[] {
  const { dpi } = page;
  const lying = rules.filter(({ direction }) => direction === 'lying').map(({ box }) => box);
  const lines: Box[] = [];
  for (const rule of [...lying].sort((a, b) => b.width - a.width)) {
    if (rule.width < LEAST_LINE_INCH * dpi || rule.width > MOST_LINE_INCH * dpi) continue;
    if (rule.y < LEAST_OVER_INCH * dpi || cells.some((cell) => isSideOf(rule, cell, SIDE_INCH * dpi)))
      continue;
    const above = lying.filter(
      (other) => other.y + other.height < rule.y && overlapX(other, rule) > 0.3 * rule.width,
    );
    const free = rule.y - Math.max(0, ...above.map(({ y, height }) => y + height));
    if (free < LEAST_OVER_INCH * dpi) continue;
    const height = Math.min(ROOM_OVER_INCH * dpi, free - 1);
    const room = { ...rule, y: rule.y - height, height: height + rule.height + UNDER_LINE_INCH * dpi };
    if (lines.some((other) => overlapX(other, room) > 0 && overlapY(other, room) > 0.6 * height)) continue;
    const before = { ...room, x: rule.x - LABEL_BEFORE_INCH * dpi, width: LABEL_BEFORE_INCH * dpi };
    if (labelIn(before, page) !== undefined) lines.push(room);
  }
  return lines.sort((a, b) => a.y - b.y || a.x - b.x).map((box): ProposedPlace => ({ look: 'line', box }));
}

function isSideOf(rule: Box, { x, y, width, height }: Box, near: number): boolean {
  const middle = rule.y + rule.height / 2;
  const isNear = Math.min(Math.abs(middle - y), Math.abs(middle - y - height)) <= near;
  return isNear && overlapX(rule, { x, y, width, height }) > 0.3 * Math.min(rule.width, width);
}
