import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_METADATA_BYTES } from '../../lib/document/bounds.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { knowledgeFromMetadata, metadataOf, parseKnowledge } from '../../lib/fields/knowledge.ts';

const AMOUNT = { minorUnits: 27_000_000, currency: 'INR' };
const ALL = {
  today: '2026-03-09',
  country: 'IN',
  expected: { amount: AMOUNT, orderNumber: '0101' },
} as const;

describe('parseKnowledge', () => {
  it('reads what is known, each part of it if it is', () => {
    expect(parseKnowledge(JSON.stringify(ALL))).toEqual(ALL);
    expect(parseKnowledge('{"country": "US"}')).toEqual({ country: 'US' });
    expect(parseKnowledge('{}')).toEqual({});
  });

  it.each([
    ['nothing', 'Expected JSON'],
    ['[]', 'an object'],
    ['null', 'an object'],
    ['{"today": "2026-02-30"}', '"today"'],
    ['{"today": "2026-02-03T00:00:00Z"}', '"today"'],
    ['{"today": null}', '"today"'],
    ['{"country": "in"}', 'US, CA, GB, IN, FR, BR for "country"'],
    ['{"country": ["IN"]}', '"country"'],
    ['{"expected": {"amount": 12.5}}', '"amount" but received another number'],
    ['{"expected": []}', 'a list of 0'],
    ['{"maxMisread": 1}', 'today, country, expected alone'],
    ['{"__proto__": {"today": "2026-03-09"}}', 'today, country, expected alone'],
    [`{"today": "${' '.repeat(20_000)}"}`, 'at most 16384 bytes'],
  ])('refuses %s', (json, message) => {
    expect(() => parseKnowledge(json)).toThrow(RequestError);
    expect(() => parseKnowledge(json)).toThrow(message);
  });

  it('never repeats a value', () => {
    for (const secret of [
      '4929123456',
      '{"today": 4929123456}',
      '{"country": "4929123456"}',
      '{"4929123456"',
    ]) {
      expect(() => parseKnowledge(secret)).toThrow(/^(?!.*4929123456)/);
    }
  });
});

describe('metadata', () => {
  it('hold what is known, in ASCII under lower-case names', () => {
    const metadata = metadataOf(ALL);
    expect(metadata).toEqual({
      today: '2026-03-09',
      country: 'IN',
      expected: '{"amount":{"minorUnits":27000000,"currency":"INR"},"orderNumber":"0101"}',
    });
    expect(knowledgeFromMetadata(metadata)).toEqual(ALL);
    expect(metadataOf({})).toEqual({});
  });

  it('give back what was put into them', () => {
    const text = fc.oneof(fc.stringMatching(/^[0-9]{1,20}$/), fc.constant('2026-03-09'));
    const money = fc.record({ minorUnits: fc.nat(), currency: fc.constantFrom('INR', 'USD') });
    const expected = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9_-]{0,9}$/), fc.oneof(text, money), {
      maxKeys: 20,
    });
    const parts = { today: fc.constant('2026-03-09'), country: fc.constantFrom(...COUNTRIES), expected };
    fc.assert(
      fc.property(fc.record(parts, { requiredKeys: [] }), (knowledge) => {
        const metadata = metadataOf(knowledge);
        expect(Object.values(metadata).join('')).toMatch(/^[\x20-\x7e]*$/);
        expect(knowledgeFromMetadata(metadata)).toEqual(knowledge);
      }),
    );
  });

  it('may name each value by itself, and others are left alone', () => {
    const metadata = { 'expected-serial': '0101', 'expected-amount': '27000000 INR', owner: 'somebody' };
    expect(knowledgeFromMetadata(metadata)).toEqual({ expected: { serial: '0101', amount: AMOUNT } });
    expect(knowledgeFromMetadata({ owner: 'somebody' })).toEqual({});
    expect(() => knowledgeFromMetadata({ ...metadata, expected: '{}' })).toThrow('either expected or');
  });

  it('have no more bytes than S3 has room for', () => {
    const digits = (bytes: number) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`f${k + 10}`, '1'.repeat(bytes)]));
    const bytesOf = (metadata: Readonly<Record<string, string>>) =>
      Object.entries(metadata).flat().join('').length;
    expect(bytesOf(metadataOf({ expected: digits(31) }))).toBeLessThanOrEqual(MAX_METADATA_BYTES);
    expect(() => metadataOf({ expected: digits(33) })).toThrow('at most 2048 bytes');
  });
});
