import { type Box, gapX, gapY, unionBoxes } from '../document/geometry.ts';

/** Bars of one character stand nearer than this beside and over each other, in its heights; characters stand farther. */
const NEAR_X = 0.2;
const NEAR_Y = 0.25;
/** What is higher or wider is no part of a character. */
const TALLEST = 1.5;
const WIDEST = 2;

/** Boxes put together. */
export interface MergedBox extends Box {
  /** How many. */
  readonly parts: number;
}

/** The boxes that stand near each other put together, for characters about `height` pixels high. */
export function mergeNear(boxes: readonly Box[], height: number): MergedBox[] {
  const sorted = boxes
    .filter((box) => box.height <= TALLEST * height && box.width <= WIDEST * height)
    .sort((a, b) => a.x - b.x);
  const groupOf = sorted.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (groupOf[at] !== at) at = groupOf[at]!;
    groupOf[i] = at;
    return at;
  };
  for (const [i, box] of sorted.entries()) {
    const reach = box.x + box.width + NEAR_X * height;
    for (let j = i + 1; j < sorted.length && sorted[j]!.x <= reach; j++) {
      const other = sorted[j]!;
      if (gapX(box, other) <= NEAR_X * height && gapY(box, other) <= NEAR_Y * height) {
        groupOf[find(j)] = find(i);
      }
    }
  }
  const groups = new Map<number, Box[]>();
  for (const [i, box] of sorted.entries()) {
    const group = find(i);
    groups.set(group, [...(groups.get(group) ?? []), box]);
  }
  return [...groups.values()].map((group) => ({ ...unionBoxes(group), parts: group.length }));
}
