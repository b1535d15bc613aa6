import { expect, test } from 'vitest';
import { applyRules } from '../../../lib/fields/templates/apply-rules.ts';
import { readTemplateField, type TemplateReading } from '../../../lib/fields/templates/read-field.ts';
import { parseRule } from '../../../lib/fields/templates/template-rule.ts';
import type { TemplateField } from '../../../lib/fields/templates/template-schema.ts';

const BOX = { x: 0, y: 0, width: 30, height: 10 };
const RULES = ['total = a + b'].map(parseRule);

function comb(name: string, ...writings: [string, number][]): [string, TemplateReading] {
  const field: TemplateField = {
    name,
    kind: 'digits',
    zones: [{ place: { x: 0, y: 0, width: 0.1, height: 0.1 }, cells: 3 }],
    emptyCells: ['blank', 'crossed'],
  };
  const zone = {
    page: 0,
    box: BOX,
    isComb: true,
    writings: writings.map(([text, probability]) => ({ text, probability })),
  };
  return [name, readTemplateField(field, [zone], undefined)];
}

function apply(...fields: [string, TemplateReading][]) {
  const { fields: ruled, reasons } = applyRules(new Map(fields), RULES);
  return { values: Object.fromEntries([...ruled].map(([name, { value }]) => [name, value])), ruled, reasons };
}

test('a sum that holds is evidence for each of its fields', () => {
  const { values, ruled, reasons } = apply(
    comb('a', ['X12', 0.9]),
    comb('b', ['_30', 0.9]),
    comb('total', ['_42', 0.9]),
  );
  expect(values).toEqual({ a: '12', b: '30', total: '42' });
  for (const { evidence } of ruled.values()) expect(evidence).toContainEqual({ rule: 'sum', held: true });
  expect(reasons).toEqual([]);
});

test('cells that are all empty count nothing', () => {
  const { values, reasons } = apply(
    comb('a', ['X12', 0.9]),
    comb('b', ['XXX', 0.9]),
    comb('total', ['X12', 0.9]),
  );
  expect(values).toEqual({ a: '12', b: null, total: '12' });
  expect(reasons).toEqual([]);
});

test('the one next-best reading with which a sum holds is taken, and said', () => {
  const { values, ruled, reasons } = apply(
    comb('a', ['X12', 0.95]),
    comb('b', ['X37', 0.6], ['X31', 0.3]),
    comb('total', ['X43', 0.95]),
  );
  expect(values).toEqual({ a: '12', b: '31', total: '43' });
  expect(ruled.get('b')!.raw).toBe('X31');
  expect(ruled.get('b')!.evidence).toContainEqual({ rule: 'sum', held: true, repaired: true });
  expect(ruled.get('b')!.confidence).toBeLessThan(0.5);
  expect(ruled.get('a')!.evidence).toContainEqual({ rule: 'sum', held: true });
  expect(reasons).toEqual([{ code: 'sum-repaired', field: 'b' }]);
});

test('where two repairs are as likely, none is made', () => {
  const { values, reasons } = apply(
    comb('a', ['X12', 0.6], ['X13', 0.3]),
    comb('b', ['X30', 0.6], ['X31', 0.3]),
    comb('total', ['X43', 0.95]),
  );
  expect(values).toEqual({ a: '12', b: '30', total: '43' });
  expect(reasons).toEqual([{ code: 'sum-differs', field: 'total', message: 'total = a + b' }]);
});

test('a sum that no reading explains stays as it is written', () => {
  const { values, ruled, reasons } = apply(
    comb('a', ['165', 0.9]),
    comb('b', ['XX2', 0.9]),
    comb('total', ['XX2', 0.9]),
  );
  expect(values).toEqual({ a: '165', b: '2', total: '2' });
  expect(ruled.get('total')!.evidence).toContainEqual({ rule: 'sum', held: false });
  expect(reasons.map(({ code }) => code)).toEqual(['sum-differs']);
});

test('a rule with a field that nothing was made of says nothing', () => {
  const { ruled, reasons } = apply(comb('a', ['165', 0.9]), comb('b'), comb('total', ['XX2', 0.9]));
  expect(ruled.get('total')!.evidence).not.toContainEqual(expect.objectContaining({ rule: 'sum' }));
  expect(reasons).toEqual([]);
});
