import type { BinaryImage } from '../document/image.ts';
import type { Rule } from './rule.ts';

/** A stroke that lies on a rule makes it thicker than it is elsewhere, by more than a ragged edge does. */
const RAGGED_EDGE = 1.4;
const RAGGED_PIXELS = 1.5;

/**
 * Takes rules out of a picture and leaves the strokes that cross or touch them: where the ink through a rule is thicker
 * than the rule, a stroke is there and every pixel stays, so that a digit which stands on a line keeps its foot.
 * The fringe of a rule, a pixel of ink beside its stretches, goes with it.
 */
export function removeRules(image: BinaryImage, rules: readonly Rule[]): BinaryImage {
  const cleaned = image.data.slice();
  for (const rule of rules) eraseRule(image, cleaned, rule);
  return { width: image.width, height: image.height, data: cleaned };
}

function eraseRule({ width, height, data }: BinaryImage, cleaned: Uint8Array, rule: Rule): void {
  const lying = rule.direction === 'lying';
  const start = lying ? rule.box.x : rule.box.y;
  const length = lying ? rule.box.width : rule.box.height;
  /** Pixels to the next along the rule, and to the next across it. */
  const along = lying ? 1 : width;
  const across = lying ? width : 1;
  const limit = lying ? height : width;
  const { first, last } = crossSections(rule, start, length);
  const thickest = rule.thickness * RAGGED_EDGE + RAGGED_PIXELS;
  for (let i = 0; i < length; i++) {
    const base = (start + i) * along;
    let from = first[i]!;
    let to = last[i]!;
    while (from > 0 && data[base + (from - 1) * across] === 1) from--;
    while (to < limit - 1 && data[base + (to + 1) * across] === 1) to++;
    if (to - from + 1 > thickest) continue;
    for (let line = from; line <= to; line++) cleaned[base + line * across] = 0;
  }
}

/** For each position along the rule, its first and last line there; over a break the line before it goes on. */
function crossSections(rule: Rule, start: number, length: number): { first: Int32Array; last: Int32Array } {
  const first = new Int32Array(length).fill(-1);
  const last = new Int32Array(length).fill(-1);
  for (const { line, from, to } of rule.stretches) {
    for (let i = from - start; i <= to - start; i++) {
      if (first[i]! < 0) first[i] = line;
      last[i] = line;
    }
  }
  for (let i = 1; i < length; i++) {
    if (first[i]! >= 0) continue;
    first[i] = first[i - 1]!;
    last[i] = last[i - 1]!;
  }
  return { first, last };
}
