import type { Corrupt } from './corruption.ts';
import { type Field, mapField, toField, toImage } from './field.ts';
import type { Random } from './random.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line is gone at this distance, measured upright, in pixels. */
const REACH = 2.3;
/** Pixels of a dotted line that are drawn, and then left out. */
const DOT = 2;
/** Half the period of a zigzag, and how far it swings to each side, in pixels. */
const ZIG = 2;

/** A dotted line from the left edge to the right one. */
export const dottedLine: Corrupt = (image, random) => {
  const field = toField(image);
  const last = image.width - 1;
  const line = lineBetween(field, { x: 0, y: random.below(last) }, { x: last, y: random.below(last) });
  return toImage(mapField(field, (x, y, level) => level + (Math.floor(x / DOT) % 2 === 0 ? 0 : line(x, y))));
};

/** A zigzag nearly from side to side. */
export const zigzag: Corrupt = (image, random) => {
  const field = toField(image);
  const corners = zigzagCorners(image.width, random);
  const lines = corners.slice(1).map((corner, i) => lineBetween(field, corners[i]!, corner));
  return toImage(
    mapField(field, (x, y, level) => lines.reduce((sum, line) => Math.min(1, sum + line(x, y)), level)),
  );
};

function zigzagCorners(width: number, random: Random): Point[] {
  const [left, right] = [2, width - 3];
  const start = random.below(width - 1);
  const angle = Math.atan((random.below(10) - 5) / (right - left));
  const length = (right - left) / Math.cos(angle);
  const along = [{ x: 0, y: 0 }];
  for (let i = 0; (2 * i + 1) * ZIG < length; i++)
    along.push({ x: (2 * i + 1) * ZIG, y: i % 2 === 0 ? ZIG : -ZIG });
  along.push({ x: length, y: 0 });
  return along.map(({ x, y }) => ({
    x: left + x * Math.cos(angle) - y * Math.sin(angle),
    y: start + x * Math.sin(angle) + y * Math.cos(angle),
  }));
}

/** Full on the line, fading to both sides, and only in the columns between its ends. */
function lineBetween(
  { width }: Pick<Field, 'width'>,
  from: Point,
  to: Point,
): (x: number, y: number) => number {
  if (from.x === to.x) return () => 0;
  const slope = (to.y - from.y) / (to.x - from.x);
  const [first, end] = [Math.floor(from.x), Math.min(width, Math.ceil(to.x))];
  return (x, y) => {
    if (x < first || x >= end) return 0;
    const distance = Math.abs(y - from.y - slope * (x - from.x));
    return distance >= REACH ? 0 : Math.max(0, Math.log(1 - distance / REACH) + 1);
  };
}
