import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { type Rule, ruleOf, type Stretch } from './rule.ts';

/** Pixels by which such a bit may lie above or below the end that it continues. */
const FRAGMENT_DRIFT = 1;

/** Grows each rule that is long enough by the fragments in its course: a scan breaks thin rules. */
export function absorbFragments(fragments: readonly Rule[], minLength: number): Rule[] {
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

/** Follows a standing rule past both its ends while there is ink in its course, which may drift by a pixel a step. */
export function followRule(image: BinaryImage, rule: Rule, maxGap: number): Rule {
  const top = rule.box.y;
  const bottom = top + rule.box.height - 1;
  const lineAt = (y: number) => rule.stretches.find(({ from, to }) => from <= y && y <= to)!.line;
  const added = [
    ...followInk(image, lineAt(top), top, -1, maxGap),
    ...followInk(image, lineAt(bottom), bottom, 1, maxGap),
  ];
  if (added.length === 0) return rule;
  return ruleOf(
    [...rule.stretches, ...added].sort((a, b) => a.line - b.line),
    'standing',
  );
}

function followInk(
  { width, height, data }: BinaryImage,
  firstLine: number,
  end: number,
  step: 1 | -1,
  maxGap: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  let line = firstLine;
  let last = end;
  for (let y = end + step; y >= 0 && y < height && Math.abs(y - last) <= maxGap; y += step) {
    const near = [line, line - 1, line + 1].find((x) => x >= 0 && x < width && data[y * width + x] === 1);
    if (near === undefined) continue;
    line = near;
    last = y;
    stretches.push({ line, from: y, to: y });
  }
  return stretches;
}
