import { MAX_RULE_TERMS } from './template-bounds.ts';

/** `left = right[0] + right[1] + ...`; with a single name on the right both fields say the same. */
export interface TemplateRule {
  /** As the template writes it. */
  readonly text: string;
  readonly left: string;
  readonly right: readonly string[];
}

const NAME = /^[a-z][a-zA-Z0-9_]*$/u;

/** Reads a rule across fields. Throws RangeError that says what was expected. */
export function parseRule(text: string): TemplateRule {
  const sides = text.split('=');
  if (sides.length !== 2) {
    throw new RangeError(`Expected one = in the rule "${text}", as in total = a + b`);
  }
  const left = sides[0]!.trim();
  const right = sides[1]!.split('+').map((term) => term.trim());
  for (const name of [left, ...right]) {
    if (!NAME.test(name)) {
      throw new RangeError(`Expected names of fields with = and + between them in the rule "${text}"`);
    }
  }
  if (right.length > MAX_RULE_TERMS) {
    throw new RangeError(
      `Expected at most ${MAX_RULE_TERMS} fields to add up in a rule but received ${right.length}; state it in parts`,
    );
  }
  return { text, left, right };
}
