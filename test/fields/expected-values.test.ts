import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../lib/document/errors.ts';
import { expectedFromMetadata, parseExpectedValues } from '../../lib/fields/expected-values.ts';

const MONEY = { minorUnits: 123_456, currency: 'USD' };

function refusalOf(json: string): string {
  try {
    parseExpectedValues(json);
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code: 'bad-request', retryable: false });
    return (error as Error).message;
  }
  throw new Error('Expected a refusal');
}

describe('parseExpectedValues', () => {
  it('reads money, dates and digits by the names of fields', () => {
    const values = { amount: MONEY, date: '2026-03-09', serial: '0101', votes_01: '119' };
    expect(parseExpectedValues(JSON.stringify(values))).toEqual(values);
    expect(parseExpectedValues('{}')).toEqual({});
  });

  it.each([
    ['{"amount": 12.5}', '"amount" but received another number'],
    ['{"amount": {"minorUnits": 12.5, "currency": "USD"}}', '"amount" but received another object'],
    ['{"amount": {"minorUnits": -1, "currency": "USD"}}', '"amount"'],
    ['{"amount": {"minorUnits": 1, "currency": "usd"}}', '"amount"'],
    ['{"amount": {"minorUnits": 1, "currency": "USD", "more": 1}}', '"amount"'],
    ['{"date": "2026-02-30"}', '"date" but received another text of 10 characters'],
    ['{"account": "12 34 56"}', '"account" but received another text of 8 characters'],
    ['{"serial": null}', '"serial" but received null'],
    ['{"serial": ["1"]}', '"serial" but received a list of 1'],
    ['{"Not a name": "1"}', 'the name of a field for the expected value "Not a name"'],
    ['{"__proto__": {"polluted": "1"}}', '"__proto__"'],
    ['[]', 'an object of values by the names of fields for the expected values but received a list of 0'],
    ['nothing', 'Expected JSON for the expected values'],
  ])('refuses %s and names the field', (json, message) => {
    expect(refusalOf(json)).toContain(message);
  });

  it('refuses more than it wants to hold', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, k) => [`field${k}`, '1']));
    expect(refusalOf(JSON.stringify(many))).toContain('at most 100 values');
    expect(refusalOf(`{"serial": "${'1'.repeat(20_000)}"}`)).toContain('at most 16384 bytes');
  });

  it('never repeats a value, and changes no prototype, whatever it is sent', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1e9, max: 2e9 }), (json, secret) => {
        for (const text of [
          json,
          `{"account": ${json}}`,
          `{"account": "x${secret}"}`,
          `{"account": ${secret}`,
        ]) {
          try {
            parseExpectedValues(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RequestError);
            expect((error as Error).message).not.toContain(String(secret));
          }
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe('expectedFromMetadata', () => {
  it('reads the metadata of a stored object, and leaves other names alone', () => {
    const metadata = {
      'expected-amount': '123456 USD',
      'expected-date': '2026-03-09',
      'expected-serial': '0101',
      owner: 'somebody',
    };
    expect(expectedFromMetadata(metadata)).toEqual({ amount: MONEY, date: '2026-03-09', serial: '0101' });
    expect(expectedFromMetadata({ owner: 'somebody' })).toBeUndefined();
  });

  it('refuses what is no value', () => {
    expect(() => expectedFromMetadata({ 'expected-amount': '1234.56 USD' })).toThrow('"amount"');
    expect(() => expectedFromMetadata({ 'expected-': '1' })).toThrow(RequestError);
  });
});
