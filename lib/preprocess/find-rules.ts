import type { BinaryImage } from '../document/image.ts';
import { absorbFragments, followRule } from './mend-rules.ts';
import { type Rule, ruleOf, type Stretch } from './rule.ts';

export interface FindRulesOptions {
  /** Ink that runs straight on across the page for so many pixels is no part of a character. */
  readonly minLength: number;
  /** Nor is ink that runs straight down for so many: more, for a 1 may be tall. */
  readonly minStandingLength: number;
  /** Standing stretches of at least so many pixels count if both their ends meet lying rules: the sides of boxes. */
  readonly minSideLength: number;
  /** Thicker than so many pixels is a bar or a blot. */
  readonly maxThickness: number;
  /** Breaks of at most so many pixels do not end a stretch. */
  readonly maxBreak: number;
}

/** Bits of a broken rule, at least this share of `minLength`, count when they go on where a long piece ends. */
const FRAGMENT_SHARE = 0.25;
/** A scan tears thin rules: past its ends a standing one is followed over breaks this many times longer than usual. */
const TORN = 3;

/** Finds lying and standing rules in a deskewed page; the sides of comb boxes are told from 1s by what they end on. */
export function findRules(image: BinaryImage, options: FindRulesOptions): Rule[] {
  const { minLength, minStandingLength, minSideLength, maxThickness, maxBreak } = options;
  const thin = (rule: Rule) => rule.thickness <= maxThickness;
  const fragments = joinStretches(
    lyingStretches(image, minLength * FRAGMENT_SHARE, maxBreak),
    'lying',
  ).filter(thin);
  const lying = absorbFragments(fragments, minLength);
  const standing = joinStretches(
    standingStretches(image, Math.min(minStandingLength, minSideLength), maxBreak),
    'standing',
  ).filter(thin);
  const sides = standing.filter(
    (rule) => rule.box.height < minStandingLength && isSide(rule, lying, maxThickness),
  );
  const free = standing.filter((rule) => rule.box.height >= minStandingLength);
  return [...lying, ...sides, ...free.map((rule) => followRule(image, rule, TORN * (maxBreak + 1)))];
}

function lyingStretches(
  { width, height, data }: BinaryImage,
  minLength: number,
  maxBreak: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let from = -1;
    let to = -1;
    for (let x = 0; x <= width; x++) {
      if (x < width && data[row + x] === 1) {
        if (from < 0) from = x;
        to = x;
      } else if (from >= 0 && (x - to > maxBreak || x === width)) {
        if (to - from + 1 >= minLength) stretches.push({ line: y, from, to });
        from = -1;
      }
    }
  }
  return stretches;
}

/** As `lyingStretches`, but walked row by row all the same: columns are far apart in memory. */
function standingStretches(
  { width, height, data }: BinaryImage,
  minLength: number,
  maxBreak: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  const from = new Int32Array(width).fill(-1);
  const to = new Int32Array(width);
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x < width; x++) {
      if (y < height && data[y * width + x] === 1) {
        if (from[x]! < 0) from[x] = y;
        to[x] = y;
      } else if (from[x]! >= 0 && (y - to[x]! > maxBreak || y === height)) {
        if (to[x]! - from[x]! + 1 >= minLength) stretches.push({ line: x, from: from[x]!, to: to[x]! });
        from[x] = -1;
      }
    }
  }
  return stretches.sort((a, b) => a.line - b.line || a.from - b.from);
}

/** Stretches of neighbouring lines that touch belong to one rule; `stretches` come ordered by line. */
function joinStretches(stretches: readonly Stretch[], direction: Rule['direction']): Rule[] {
  const parent = stretches.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  let previous = 0;
  for (let i = 0; i < stretches.length; i++) {
    const { line, from, to } = stretches[i]!;
    while (stretches[previous]!.line < line - 1) previous++;
    for (let j = previous; j < i; j++) {
      const other = stretches[j]!;
      if (other.line === line - 1 && other.from <= to + 1 && other.to >= from - 1) parent[root(j)] = root(i);
    }
  }
  const groups = new Map<number, Stretch[]>();
  stretches.forEach((stretch, i) => {
    const group = groups.get(root(i));
    if (group) group.push(stretch);
    else groups.set(root(i), [stretch]);
  });
  return [...groups.values()].map((group) => ruleOf(group, direction));
}

function isSide(rule: Rule, lying: readonly Rule[], reach: number): boolean {
  const meets = (y: number) =>
    lying.some(
      ({ box }) =>
        rule.box.x + rule.box.width >= box.x - reach &&
        rule.box.x <= box.x + box.width + reach &&
        y >= box.y - reach &&
        y <= box.y + box.height + reach,
    );
  return meets(rule.box.y) && meets(rule.box.y + rule.box.height - 1);
}
