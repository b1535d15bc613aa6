import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_RULE_TERMS } from '../../../lib/fields/templates/template-bounds.ts';
import { parseRule } from '../../../lib/fields/templates/template-rule.ts';

test('a rule names one field and those it is made of', () => {
  expect(parseRule('total = votes_01+ votes_02')).toEqual({
    text: 'total = votes_01+ votes_02',
    left: 'total',
    right: ['votes_01', 'votes_02'],
  });
  expect(parseRule('a=b').right).toEqual(['b']);
});

test.each(['', 'a', 'a = b = c', 'a == b', 'a = b - c', 'a = 3', 'a = b +', '= b', 'a = b c', 'A b = c'])(
  'no rule: %j',
  (text) => {
    expect(() => parseRule(text)).toThrow(RangeError);
  },
);

test('a sum has bounded terms', () => {
  const terms = Array.from({ length: MAX_RULE_TERMS + 1 }, (_, i) => `f${i}`);
  expect(() => parseRule(`a = ${terms.join(' + ')}`)).toThrow('state it in parts');
});

test('any text is a rule that reads back the same, or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        const { left, right } = parseRule(text);
        expect(parseRule(`${left} = ${right.join(' + ')}`)).toMatchObject({ left, right });
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
