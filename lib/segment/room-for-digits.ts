import type { Box } from '../document/geometry.ts';
import type { LineStretch } from './line-strip.ts';
import type { TextLine } from './text-line.ts';

/** A strip has room for what reaches so far, in heights of its line: from the highest head to the lowest foot. */
const ROOM = 1.35;
/** Narrower ones may be a comma or a slash that was taken for a 1, which hang or reach out. */
const BROAD = 0.35;

/**
 * A line so high that all of its digits, given as their boxes, have room in a strip: small zeros, of which amounts are full, set
 * the height that digits usually have, and larger ones would be cut off. Undefined where all have room as it is.
 */
export function roomFor(digits: readonly Box[], { height, band, pieces }: TextLine): LineStretch | undefined {
  const middle = (band.top + band.foot) / 2;
  const own = digits.filter(
    (box) => box.width >= BROAD * box.height && box.y < middle && box.y + box.height > middle,
  );
  const top = Math.min(...own.map(({ y }) => y));
  const foot = Math.max(...own.map((box) => box.y + box.height));
  const reach = 2 * Math.max(middle - top, foot - middle);
  if (own.length === 0 || reach <= ROOM * height) return undefined;
  return { height: (foot - top) / ROOM, band: { top, foot }, pieces };
}
