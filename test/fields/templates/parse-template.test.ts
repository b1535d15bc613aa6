import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../lib/document/errors.ts';
import { parseTemplate } from '../../../lib/fields/templates/parse-template.ts';
import { MAX_TEMPLATE_BYTES } from '../../../lib/fields/templates/template-bounds.ts';
import { templateJsonSchema } from '../../../lib/fields/templates/template-schema.ts';
import { makeField, makeTemplate, PLACE } from './make-template.ts';

const parse = (template: unknown) => parseTemplate(JSON.stringify(template), 'ballot.json');
const withField = (of: Record<string, unknown>, page: Record<string, unknown> = {}) =>
  makeTemplate({}, { fields: [makeField(of)], ...page });

test('a template is what it was written as', () => {
  const written = makeTemplate(
    { country: 'ID', rules: ['total = votes + invalid'] },
    {
      size: { width: 210, height: 297 },
      anchors: [
        { name: 'table', find: 'box', place: PLACE },
        { name: 'comb', find: 'comb', cells: 3, place: PLACE },
      ],
      fields: [
        makeField({ length: { min: 1, max: 3 }, emptyCells: ['blank', 'crossed'], required: true }),
        makeField({ name: 'invalid', zones: [{ place: PLACE, anchor: 'table' }], length: 2 }),
        makeField({ name: 'total', kind: 'digits', checksum: 'luhn' }),
        makeField({ name: 'fee', kind: 'amount', currency: 'IDR' }),
        makeField({ name: 'day', kind: 'date', dateOrder: 'DMY' }),
      ],
    },
  );
  expect(parse(written)).toEqual(written);
});

describe('a mistake is named with its field and what to do', () => {
  test.each([
    [withField({ kind: 'number' }), 'field "votes", kind: expected "micr" or'],
    [withField({ zones: [] }), 'field "votes", zones: expected at least 1 entries but received 0'],
    [
      withField({ zones: [{ place: PLACE, cells: 0 }] }),
      'field "votes", zones.0.cells: expected at least 1 but received 0',
    ],
    [withField({ zones: [{ place: { ...PLACE, width: 0 } }] }), 'expected more than 0 but received 0'],
    [withField({ lenght: 3 }), 'field "votes": expected no "lenght"; check the spelling or remove it'],
    [withField({ length: 4 }), 'field "votes": expected a length of at most its 3 cells but received 4'],
    [
      withField({ length: { min: 3, max: 2 } }),
      'field "votes": expected a length from min to max but received 3 to 2',
    ],
    [withField({ currency: 'INR' }), 'field "votes": expected a currency of an amount only'],
    [withField({ kind: 'amount' }), 'field "votes": expected the currency of an amount'],
    [withField({ dateOrder: 'DMY' }), 'field "votes": expected "dateOrder" of a date only'],
    [
      withField({ zones: [{ place: PLACE }], emptyCells: ['blank'] }),
      'field "votes": expected "emptyCells" of a comb only',
    ],
    [
      withField({ zones: [{ place: PLACE, anchor: 'table' }] }),
      'field "votes": expected an anchor of page 1 but received "table"',
    ],
    [makeTemplate({}, { fields: [makeField(), makeField()] }), 'field "votes": expected each name once'],
    [
      makeTemplate({}, { anchors: [{ name: 'a', find: 'comb', place: PLACE }] }),
      'page 1, anchor "a": expected how many cells',
    ],
    [
      makeTemplate({}, { anchors: [{ name: 'a', find: 'box', cells: 2, place: PLACE }] }),
      'page 1, anchor "a": expected cells of a comb only',
    ],
    [
      makeTemplate({ rules: ['votes = others'] }),
      'rule "votes = others": expected names of fields but there is no field "others"',
    ],
    [makeTemplate({ rules: ['votes'] }), 'rule: Expected one = in the rule "votes"'],
    [
      makeTemplate({}, { anchors: [{ name: 'a', find: 'box', gap: 0.1, place: PLACE }] }),
      'page 1, anchor "a": expected a gap between cells of a comb only',
    ],
    [
      makeTemplate({}, { anchors: ['a', 'a'].map((name) => ({ name, find: 'box', place: PLACE })) }),
      'page 1, anchor "a": expected each name once; rename one of them',
    ],
    [
      withField({ zones: [{ place: PLACE, gap: 0.1 }] }),
      'field "votes": expected a gap between cells of a comb only; add "cells" to its zone or remove "gap"',
    ],
    [
      withField({ zones: [{ place: PLACE, cells: 3, gap: 1 }] }),
      'field "votes", zones.0.gap: expected at most 0.8 but received 1',
    ],
    [
      withField({ zones: [{ place: PLACE, rows: 2, row: 3 }] }),
      'field "votes": expected both "rows" and "row", which is at most "rows"',
    ],
    [
      withField({ zones: [{ place: PLACE, rows: 2 }] }),
      'field "votes": expected both "rows" and "row", which is at most "rows"',
    ],
    [
      withField({ zones: [{ place: PLACE, cells: 3, rows: 2, row: 1 }] }),
      'field "votes": expected either "cells" or "rows" of a zone; remove one of them',
    ],
    [
      withField({ earliest: '2026-01-01' }),
      'field "votes": expected "earliest" of a date only but the kind is digits; remove it',
    ],
    [
      withField({ latest: '2026-01-01' }),
      'field "votes": expected "latest" of a date only but the kind is digits; remove it',
    ],
    [
      withField({ kind: 'date', earliest: '2026-02-30' }),
      'field "votes": expected a day of the calendar but received "2026-02-30"',
    ],
    [
      withField({ kind: 'date', earliest: '2026-02-03', latest: '2026-02-01' }),
      'field "votes": expected the earliest day before the latest but received 2026-02-03 and 2026-02-01',
    ],
    [withField({ checksum: 'crc' }), 'field "votes", checksum: expected "aba" or "luhn"'],
    [withField({ name: 'Votes' }), 'field "Votes", name: expected text like'],
    [
      withField({}, { anchors: [{ name: 'a', find: 'corner', place: PLACE }] }),
      'anchor "a", find: expected "micr-line" or',
    ],
    [makeTemplate({ rules: ['votes = votes'], extra: 1 }), 'the template: expected no "extra"'],
    [makeTemplate({ pages: [] }), 'pages: expected at least 1 entries but received 0'],
    [makeTemplate({ templateVersion: 2 }), 'templateVersion: expected 1 but received 2'],
    [makeTemplate({ name: undefined }), 'name: expected a string but it is missing; add it'],
  ])('%j', (template, message) => {
    expect(() => parse(template)).toThrow(RequestError);
    expect(() => parse(template)).toThrow(message);
  });

  test('adding up is for what can be added up', () => {
    const fields = [makeField(), makeField({ name: 'day', kind: 'date' })];
    expect(() => parse(makeTemplate({ rules: ['votes = day + votes'] }, { fields }))).toThrow(
      '"day" is a date',
    );
    expect(() => parse(makeTemplate({ rules: ['votes = day'] }, { fields }))).not.toThrow();
  });

  test('only the first few of many are listed', () => {
    const fields = Array.from({ length: 50 }, (_, i) => makeField({ name: `f${i}`, kind: '?' }));
    expect(() => parse(makeTemplate({}, { fields }))).toThrow('and 40 more');
  });
});

describe('a hostile template', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    'the name %s is refused',
    (name) => {
      expect(() => parse(withField({ name }))).toThrow(RequestError);
    },
  );

  test('__proto__ as a key is refused and changes nothing', () => {
    const text = JSON.stringify(makeTemplate()).replace('"kind"', '"__proto__":{"polluted":true},"kind"');
    expect(() => parseTemplate(text, 'ballot.json')).toThrow('expected no "__proto__"');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('one larger than a template may be is refused before it is parsed', () => {
    expect(() => parseTemplate(' '.repeat(MAX_TEMPLATE_BYTES + 1), 'ballot.json')).toThrow(
      `at most ${MAX_TEMPLATE_BYTES} bytes`,
    );
  });

  test('what is no JSON is said to be none', () => {
    expect(() => parseTemplate('{', 'ballot.json')).toThrow('ballot.json: expected a template as JSON');
  });

  test('any JSON is a template or a refusal', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(() => parseTemplate(text, 'any.json')).toThrow(RequestError);
      }),
    );
  });

  test('any value in place of one of its own is a template or a refusal', () => {
    const key = fc.constantFrom(
      'name',
      'kind',
      'zones',
      'length',
      'checksum',
      'currency',
      'required',
      'emptyCells',
    );
    fc.assert(
      fc.property(key, fc.jsonValue(), (name, value) => {
        try {
          parse(withField({ [name]: value }));
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
        }
      }),
    );
  });
});

test('docs/template.schema.json says what the types say (npm run schema writes it)', () => {
  const file = new URL('../../../docs/template.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(templateJsonSchema())));
});
