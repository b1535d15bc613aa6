import { type Box, overlapArea } from '../document/geometry.ts';
import type { BinaryImage, GreyImage } from '../document/image.ts';
import { cropImage } from '../preprocess/crop-image.ts';
import { type Component, findComponents } from '../preprocess/cv/connected-components.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { removeRules } from '../preprocess/remove-rules.ts';
import { type Rule, ruleOf, type Stretch } from '../preprocess/rule.ts';
import { type Comb, cellBoxes, fitComb } from './fit-comb.ts';

/** A comb with its rules taken out, and what is written in each of its cells. */
export interface CombInk {
  /** The comb and a margin round it, as a page of its own: its pixels are not the page's. */
  readonly window: PreparedPage;
  /** The window in prepared-page pixels. */
  readonly frame: Box;
  /** In the window's pixels. */
  readonly comb: Comb;
  /** For each cell the components in it; of one that runs through a wall, the part in this cell. */
  readonly cells: readonly (readonly Component[])[];
}

/** Paper round a comb that is looked at, in shares of a cell: writing reaches out of its cell. */
const MARGIN = 0.4;
/** A wall may be torn: there is ink for this share of it. */
const LEAST_WALL = 0.5;
/** A rule of the comb lies this near to where the comb has one, in shares of a cell. */
const NEAR = 0.12;
/** Thicker than this share of a cell is a bar. */
const THICKEST = 0.2;
/** Ink belongs to the comb if at least this share of its box does. */
const INSIDE = 0.5;
/** A bit of a wall that was left lies on it and is this slender, in shares of a cell. */
const BIT_WIDTH = 0.14;
/** Ink that reaches through a wall by more than this share of a cell, on both sides, belongs to both cells. */
const THROUGH = 0.3;
/** Ink that reaches out of the top or foot of the comb by more than this share of a cell hangs on something else. */
const OUT = 0.7;
/** Ink of the frame lies this near to its walls and sides, in shares of a cell. */
const BAND = 0.09;
/** Fainter ink inside of a rule that was taken out is no part of it. */
const RULE_INK = 96;

/** Finds the comb of `cells` cells near `expected` (prepared-page pixels) and the ink in each of them. */
export function combInk(expected: Box, cells: number, page: PreparedPage): CombInk {
  const cell = Math.min(expected.width / cells, expected.height);
  const margin = MARGIN * Math.max(expected.width / cells, expected.height);
  const frame = clip(
    {
      x: Math.floor(expected.x - margin),
      y: Math.floor(expected.y - margin),
      width: Math.ceil(expected.width + 2 * margin),
      height: Math.ceil(expected.height + 2 * margin),
    },
    page,
  );
  const ink = inkWithRules(page, frame);
  const comb = fitComb({ ...expected, x: expected.x - frame.x, y: expected.y - frame.y }, cells, ink);
  const rules = combRules(ink, comb, cell);
  const cleaned = dropFrame(removeRules(ink, rules), comb, cell);
  const { labels, components } = findComponents(cleaned);
  const inside = components.filter(
    ({ box }) =>
      overlapArea(box, comb.box) >= INSIDE * box.width * box.height && !isBitOfWall(box, comb, cell),
  );
  const own = cellBoxes(comb).map((inCell, i, all) =>
    inside.filter(({ box }) => {
      const middle = box.x + box.width / 2;
      const from = i === 0 ? Number.NEGATIVE_INFINITY : inCell.x;
      const to = i === all.length - 1 ? Number.POSITIVE_INFINITY : inCell.x + inCell.width;
      return middle >= from && middle < to;
    }),
  );
  const window: PreparedPage = {
    ...page,
    width: ink.width,
    height: ink.height,
    soft: cropImage(page.soft, frame),
    labels,
    components: inside,
    rules: rules.map(({ direction, box }) => ({ direction, box })),
    toSource: (box) => page.toSource({ ...box, x: box.x + frame.x, y: box.y + frame.y }),
  };
  return { window, frame, comb, cells: own };
}

/** The ink of a part of the page, with the rules that were taken out. */
export function inkWithRules(page: PreparedPage, frame: Box): BinaryImage {
  const { width, height } = frame;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (frame.y + y) * page.width + frame.x;
    for (let x = 0; x < width; x++) data[y * width + x] = page.labels[row + x]! > 0 ? 1 : 0;
  }
  for (const { box } of page.rules) {
    const bottom = Math.min(frame.y + height, box.y + box.height + 1);
    const right = Math.min(frame.x + width, box.x + box.width + 1);
    for (let y = Math.max(frame.y, box.y - 1); y < bottom; y++) {
      for (let x = Math.max(frame.x, box.x - 1); x < right; x++) {
        if (page.soft.data[y * page.width + x]! >= RULE_INK) data[(y - frame.y) * width + x - frame.x] = 1;
      }
    }
  }
  return { width, height, data };
}

/** The comb's walls and sides, followed where they lean or wave. */
function combRules(ink: BinaryImage, { box, cells }: Comb, cell: number): Rule[] {
  const reach = Math.max(2, Math.round(NEAR * cell));
  const walls = Array.from({ length: cells + 1 }, (_, i) => box.x + (i * box.width) / cells);
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
  const thickness = widths.sort((a, b) => a - b)[Math.floor(widths.length / 2)]!;
  return { ...rule, thickness };
}

function nearestFirst(middle: number, reach: number): number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, i) => middle + (i % 2 === 0 ? i / 2 : -(i + 1) / 2));
}

function isBitOfWall(bit: Box, { box, cells }: Comb, cell: number): boolean {
  const pitch = box.width / cells;
  const wall = (bit.x + bit.width / 2 - box.x) / pitch;
  const isOnWall = Math.abs(wall - Math.round(wall)) * pitch <= NEAR * cell;
  if (bit.width <= BIT_WIDTH * cell && isOnWall) return true;
  const middle = bit.y + bit.height / 2;
  const isOnSide = Math.min(Math.abs(middle - box.y), Math.abs(middle - box.y - box.height)) <= NEAR * cell;
  return isOnSide && bit.height <= BIT_WIDTH * cell;
}

/**
 * What still hangs together over several cells, or far out of the comb, hangs on its frame or on what is printed round it:
 * of that only what stands free of the walls and sides is left.
 */
function dropFrame(ink: BinaryImage, { box, cells }: Comb, cell: number): BinaryImage {
  const { labels, components } = findComponents(ink);
  const pitch = box.width / cells;
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
      const wall = (x + 0.5 - box.x) / pitch;
      const isFree =
        isFreeRow && x + 0.5 > box.x && x + 0.5 < right && Math.abs(wall - Math.round(wall)) * pitch > band;
      if (!isFree) data[at] = 0;
    }
  }
  return { ...ink, data };
}

/** The ink of some components alone, bright on black, round their boxes. */
export function pictureOf(
  components: readonly Component[],
  { labels, soft, width }: Pick<PreparedPage, 'labels' | 'soft' | 'width'>,
): GreyImage {
  const own = new Set(components.map(({ label }) => label));
  const left = Math.min(...components.map(({ box }) => box.x));
  const top = Math.min(...components.map(({ box }) => box.y));
  const right = Math.max(...components.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...components.map(({ box }) => box.y + box.height));
  const picture = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (own.has(labels[y * width + x]!))
        picture[(y - top) * (right - left) + x - left] = soft.data[y * width + x]!;
    }
  }
  return { width: right - left, height: bottom - top, data: picture };
}

function clip(box: Box, { width, height }: { readonly width: number; readonly height: number }): Box {
  const left = Math.min(width - 1, Math.max(0, box.x));
  const top = Math.min(height - 1, Math.max(0, box.y));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(width, box.x + box.width) - left),
    height: Math.max(1, Math.min(height, box.y + box.height) - top),
  };
}
