import { median } from '../document/averages.ts';
import { combWalls } from '../document/comb-walls.ts';
import type { BinaryImage } from '../document/image.ts';
import { type Rule, ruleOf, type Stretch } from '../preprocess/rule.ts';
import type { ExpectedCells } from './fit-comb.ts';

/** A wall may be torn: there is ink for this share of it. */
const LEAST_WALL = 0.5;
/** A rule of the comb lies this near to where the comb has one, in shares of a cell. */
const NEAR = 0.12;
/** Thicker than this share of a cell is a bar. */
const THICKEST = 0.2;

/** The walls and sides of a comb, followed where they lean or wave. `cell`: the shorter side of one, in pixels. */
export function combRules(ink: BinaryImage, { box, cells, gap }: ExpectedCells, cell: number): Rule[] {
  const reach = Math.max(2, Math.round(NEAR * cell));
  const walls = combWalls({ from: box.x, width: box.width, cells, gap });
  const bottom = box.y + box.height;
  return [
    ...walls.map((at) => followRule(ink, { direction: 'standing', at, from: box.y, to: bottom }, reach)),
    ...[box.y, bottom].map((at) =>
      followRule(ink, { direction: 'lying', at, from: box.x, to: box.x + box.width }, reach),
    ),
  ].flatMap((rule) => (rule !== undefined && rule.thickness <= Math.max(3, THICKEST * cell) ? [rule] : []));
}

interface ExpectedRule {
  readonly direction: Rule['direction'];
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The ink nearest to where a rule is expected, position by position; undefined where there is too little. */
function followRule(
  { width, height, data }: BinaryImage,
  { direction, at, from, to }: ExpectedRule,
  reach: number,
): Rule | undefined {
  const isStanding = direction === 'standing';
  const [along, across] = isStanding ? [width, 1] : [1, width];
  const [length, limit] = isStanding ? [height, width] : [width, height];
  const first = Math.max(0, Math.round(from) - reach);
  const last = Math.min(length - 1, Math.round(to) + reach);
  const hasInk = (position: number, line: number) =>
    line >= 0 && line < limit && data[position * along + line * across] === 1;
  const stretches: Stretch[] = [];
  const widths: number[] = [];
  let middle = Math.round(at - 0.5);
  for (let position = first; position <= last; position++) {
    const line = nearestFirst(middle, reach).find((candidate) => hasInk(position, candidate));
    if (line === undefined || Math.abs(line - at) > reach) continue;
    let low = line;
    let high = line;
    while (hasInk(position, low - 1)) low--;
    while (hasInk(position, high + 1)) high++;
    stretches.push({ line, from: position, to: position });
    widths.push(high - low + 1);
    // What crosses the rule does not lead astray.
    if (high - low < reach) middle = Math.round((low + high) / 2);
  }
  if (stretches.length < LEAST_WALL * (last - first + 1)) return undefined;
  const rule = ruleOf(
    [...stretches].sort((a, b) => a.line - b.line),
    direction,
  );
  const thickness = median(widths);
  return { ...rule, thickness };
}

function nearestFirst(middle: number, reach: number): number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, i) => middle + (i % 2 === 0 ? i / 2 : -(i + 1) / 2));
}
