import type { TemplateRule } from './template-rule.ts';

/** One thing that a field may say, as the sums see it. */
export interface Option {
  readonly amount: number;
  readonly probability: number;
  /** The digits of a next-best reading; undefined for the reading that stands. */
  readonly alternative: string | undefined;
}

/** Sets of readings less likely than this, as against those that stand, are not looked for. */
const LEAST_RATIO = 1e-3;
/** The set taken is so many times as likely as any other with which the rules hold. */
const CLEARLY = 3;
/** So many sets are tried. */
const MOST_TRIED = 20_000;

/**
 * For each field the reading that stands, or, where the rules that name it do not hold with that, the reading in the one set
 * that is clearly the likeliest with which they all do. Fields that no failing rule reaches keep theirs.
 */
export function likeliestAssignment(
  options: ReadonlyMap<string, readonly Option[]>,
  rules: readonly TemplateRule[],
): ReadonlyMap<string, Option> {
  const chosen = new Map([...options].map(([name, [best]]) => [name, best!]));
  for (const group of joinedRules(rules)) {
    if (group.every((rule) => holds(rule, chosen))) continue;
    for (const [name, option] of repair(options, group) ?? []) chosen.set(name, option);
  }
  return chosen;
}

/** Rules that share fields belong together. */
function joinedRules(rules: readonly TemplateRule[]): TemplateRule[][] {
  let groups: { readonly names: ReadonlySet<string>; readonly rules: TemplateRule[] }[] = [];
  for (const rule of rules) {
    const names = [rule.left, ...rule.right];
    const joined = groups.filter((group) => names.some((name) => group.names.has(name)));
    groups = [
      ...groups.filter((group) => !joined.includes(group)),
      {
        names: new Set([...joined.flatMap((group) => [...group.names]), ...names]),
        rules: [...joined.flatMap((group) => group.rules), rule],
      },
    ];
  }
  return groups.map((group) => group.rules);
}

function repair(
  options: ReadonlyMap<string, readonly Option[]>,
  rules: readonly TemplateRule[],
): ReadonlyMap<string, Option> | undefined {
  const names = [...new Set(rules.flatMap(({ left, right }) => [left, ...right]))];
  const found: { readonly set: Map<string, Option>; readonly ratio: number }[] = [];
  let tried = 0;
  const walk = (at: number, set: Map<string, Option>, ratio: number) => {
    if (ratio < LEAST_RATIO || tried > MOST_TRIED) return;
    if (at === names.length) {
      tried++;
      if (rules.every((rule) => holds(rule, set))) found.push({ set: new Map(set), ratio });
      return;
    }
    const name = names[at]!;
    const own = options.get(name)!;
    for (const option of own) {
      set.set(name, option);
      walk(at + 1, set, ratio * (option.probability / Math.max(1e-9, own[0]!.probability)));
    }
  };
  walk(0, new Map(), 1);
  const [best, next] = found.sort((a, b) => b.ratio - a.ratio);
  if (best === undefined || tried > MOST_TRIED) return undefined;
  return next === undefined || best.ratio >= CLEARLY * next.ratio ? best.set : undefined;
}

/** Whether a rule holds for what was chosen of each of its fields. */
export function holds({ left, right }: TemplateRule, chosen: ReadonlyMap<string, Option>): boolean {
  const amountOf = (name: string) => chosen.get(name)?.amount ?? 0;
  return amountOf(left) === right.reduce((sum, name) => sum + amountOf(name), 0);
}
