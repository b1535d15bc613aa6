import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonOfRule } from '../../lib/fields/reason-codes.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const docs = readFileSync(join(ROOT, 'docs/result-format.md'), 'utf8');

/** Every rule that a source of lib/fields names. */
function rules(): string[] {
  const folder = join(ROOT, 'lib/fields');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const named = sources.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/\brule: '([a-z0-9-]+)'/g),
  ]);
  return [...new Set(named.map(([, rule]) => rule!))].sort();
}

describe('reasonOfRule', () => {
  it('calls a rule without a name of its own by the rule', () => {
    expect(reasonOfRule('length')).toBe('length');
    expect(reasonOfRule('constructor')).toBe('constructor');
    expect(reasonOfRule('serial-micr')).toBe('serial-differs');
  });

  it('has every rule and its reason in the description of the result', () => {
    expect(rules()).toContain('amount-grammar');
    for (const rule of rules()) {
      expect(docs, rule).toContain(`\`${rule}\``);
      expect(docs, rule).toContain(`\`${reasonOfRule(rule)}\``);
    }
  });
});
