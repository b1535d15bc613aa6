import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';

/** A printed line of a form: long, thin, straight, lying or standing. */
export interface Rule {
  readonly direction: 'lying' | 'standing';
  readonly box: Box;
  /** Mean extent across its direction, in pixels. */
  readonly thickness: number;
  /** What it is made of, by line. */
  readonly stretches: readonly Stretch[];
}

/** Ink with no break worth the name: pixels `from` to `to` (both included) of row `line` if lying, of column `line` if standing. */
export interface Stretch {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

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
  )
    .filter(thin)
    .filter((rule) => rule.box.height >= minStandingLength || isSide(rule, lying, maxThickness));
  return [...lying, ...standing];
}

/** Bits of a broken rule, at least this share of `minLength`, count when they go on where a long piece ends. */
const FRAGMENT_SHARE = 0.25;
/** Pixels by which such a bit may lie above or below the end that it continues. */
const FRAGMENT_DRIFT = 1;

/** Grows each rule that is long enough by the fragments in its course: a scan breaks thin rules. */
function absorbFragments(fragments: readonly Rule[], minLength: number): Rule[] {
  let rules = fragments.filter((rule) => rule.box.width >= minLength);
  let loose = fragments.filter((rule) => rule.box.width < minLength);
  for (;;) {
    const taken = new Set<Rule>();
    rules = rules.map((rule) => {
      const parts = loose.filter(
        (fragment) => !taken.has(fragment) && continues(rule.box, fragment.box, minLength),
      );
      if (parts.length === 0) return rule;
      for (const part of parts) taken.add(part);
      return ruleOf(
        [rule, ...parts].flatMap(({ stretches }) => stretches).sort((a, b) => a.line - b.line),
        'lying',
      );
    });
    if (taken.size === 0) return rules;
    loose = loose.filter((fragment) => !taken.has(fragment));
  }
}

function continues(rule: Box, fragment: Box, maxGap: number): boolean {
  const gap = Math.max(fragment.x - rule.x - rule.width, rule.x - fragment.x - fragment.width);
  return (
    gap <= maxGap &&
    fragment.y >= rule.y - FRAGMENT_DRIFT &&
    fragment.y + fragment.height <= rule.y + rule.height + FRAGMENT_DRIFT
  );
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

function ruleOf(stretches: readonly Stretch[], direction: Rule['direction']): Rule {
  let from = Infinity;
  let to = -Infinity;
  let ink = 0;
  for (const stretch of stretches) {
    from = Math.min(from, stretch.from);
    to = Math.max(to, stretch.to);
    ink += stretch.to - stretch.from + 1;
  }
  const first = stretches[0]!.line;
  const across = stretches.at(-1)!.line - first + 1;
  const length = to - from + 1;
  const box =
    direction === 'lying'
      ? { x: from, y: first, width: length, height: across }
      : { x: first, y: from, width: across, height: length };
  return { direction, box, thickness: ink / length, stretches };
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
