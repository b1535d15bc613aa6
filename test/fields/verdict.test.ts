import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../lib/fields/field-reading.ts';
import { type JudgeOptions, judge } from '../../lib/fields/verdict.ts';
import { BOX } from './place.ts';

const OPTIONS: JudgeOptions = { threshold: 0.9 };

const micr: FieldReading = {
  kind: 'micr',
  raw: 'A111000025A123456789C0101',
  value: { routing: '111000025', account: '123456789', serial: '0101' },
  page: 0,
  box: BOX,
  confidence: 0.99,
  evidence: [{ rule: 'aba', held: true }],
};
const amount: FieldReading = {
  kind: 'amount',
  raw: '1,234.56',
  value: { minorUnits: 123_456, currency: 'USD' },
  page: 0,
  box: BOX,
  confidence: 0.97,
  evidence: [{ rule: 'amount-grammar', held: true }],
};
const date: FieldReading = {
  kind: 'date',
  raw: '3/9/2026',
  value: '2026-03-09',
  page: 0,
  box: BOX,
  confidence: 0.95,
  evidence: [],
};
const serial: FieldReading = { ...date, kind: 'serial', raw: '101', value: '101' };
const routing: FieldReading = { ...micr, kind: 'routing', raw: '123456780', value: '123456780' };
const cheque = { micr, amount, date, serial };

function codes(fields: Record<string, FieldReading>, options: Partial<JudgeOptions> = {}): string[] {
  return judge(fields, { ...OPTIONS, ...options }).reasons.map(({ code, field }) => `${field}: ${code}`);
}

describe('judge', () => {
  it('accepts a document of which every field is sure and nothing speaks against any', () => {
    const judged = judge(cheque, { ...OPTIONS, today: '2026-04-01', required: ['micr', 'amount'] });
    expect(judged.status).toBe('accepted');
    expect(judged.reasons).toEqual([]);
    expect(judged.fields.amount).toEqual({ ...amount, threshold: 0.9, decision: 'accept' });
    expect(judged.fields.serial?.evidence).toEqual([{ rule: 'serial-micr', held: true }]);
  });

  it('sends a field that is not sure enough to review, and says where it stands', () => {
    const judged = judge({ ...cheque, amount: { ...amount, confidence: 0.8999 } }, OPTIONS);
    expect(judged.status).toBe('review');
    expect(judged.fields.amount?.decision).toBe('review');
    expect(judged.reasons).toEqual([{ code: 'field-unsure', page: 0, field: 'amount' }]);
  });

  it('asks of the MICR line how sure its own reader has to be', () => {
    const judged = judge({ ...cheque, routing }, { ...OPTIONS, micrThreshold: 0.995 });
    expect(judged.fields.micr).toMatchObject({ threshold: 0.995, decision: 'review' });
    expect(judged.fields.routing).toMatchObject({ threshold: 0.995, decision: 'review' });
    expect(judged.fields.serial).toMatchObject({ threshold: 0.9, decision: 'accept' });
    expect(judge({ ...cheque, routing }, OPTIONS).fields.micr).toMatchObject({ threshold: 0.9 });
  });

  it('names every rule that did not hold, once', () => {
    const evidence = [
      { rule: 'aba', held: false },
      { rule: 'luhn', held: false },
      { rule: 'one-meaning', held: false },
      { rule: 'rule-of-a-template', held: false },
    ];
    expect(codes({ routing: { ...serial, kind: 'routing', evidence } })).toEqual([
      'routing: checksum',
      'routing: ambiguous',
      'routing: rule-of-a-template',
    ]);
  });

  it('never accepts what was repaired', () => {
    const evidence = [{ rule: 'aba', held: true, repaired: true }];
    expect(codes({ routing: { ...serial, kind: 'routing', confidence: 1, evidence } })).toEqual([
      'routing: field-repaired',
    ]);
  });

  it('misses what is required or expected, and only that', () => {
    const empty: FieldReading = { ...amount, raw: '', value: null, confidence: 0, evidence: [] };
    expect(codes({ amount: empty })).toEqual([]);
    expect(codes({ amount: empty }, { required: ['amount', 'date'] })).toEqual([
      'amount: field-missing',
      'date: field-missing',
    ]);
    expect(codes({}, { expected: { serial: '1' } })).toEqual(['serial: field-missing']);
    expect(codes({ amount: { ...empty, raw: '1,2x' } })).toEqual(['amount: field-unread']);
  });

  it('accepts cells that say that there is nothing, unless something is required there', () => {
    const cells = [{ rule: 'cells', held: true }];
    const crossed: FieldReading = { ...serial, kind: 'digits', raw: 'XXX', value: null, evidence: cells };
    expect(codes({ votes: crossed })).toEqual([]);
    expect(judge({ votes: crossed }, OPTIONS).fields.votes?.decision).toBe('accept');
    expect(codes({ votes: crossed }, { required: ['votes'] })).toEqual(['votes: field-missing']);
    expect(codes({ votes: { ...crossed, confidence: 0.5 } })).toEqual(['votes: field-unread']);
    expect(codes({ votes: { ...crossed, raw: 'X1X' } })).toEqual(['votes: field-unread']);
    expect(codes({ votes: { ...crossed, evidence: [] } })).toEqual(['votes: field-unread']);
  });

  it('holds printed numbers against the MICR line', () => {
    expect(codes({ ...cheque, serial: { ...serial, value: '107' } })).toEqual(['serial: serial-differs']);
    const account: FieldReading = { ...serial, kind: 'account', value: '987654321' };
    expect(codes({ ...cheque, account }, { country: 'US' })).toEqual(['account: account-differs']);
    // In India the MICR line has an account number of its own.
    expect(codes({ ...cheque, account }, { country: 'IN' })).toEqual([]);
    // Taken from the MICR line: there is nothing to compare.
    const { box: _, ...taken } = { ...serial, value: '107' };
    expect(codes({ ...cheque, serial: taken })).toEqual([]);
  });

  it('holds the courtesy amount against the encoded one', () => {
    const encoded = (amount: string) => ({ ...micr, value: { routing: '111000025', amount } });
    expect(codes({ ...cheque, micr: encoded('0000123456') })).toEqual([]);
    expect(codes({ ...cheque, micr: encoded('0000123457') })).toEqual(['amount: amount-differs']);
  });

  it.each([
    ['2026-09-09', []],
    ['2026-09-10', ['date: date-stale']],
    ['2026-03-09', []],
    ['2026-03-08', ['date: date-post-dated']],
  ])('knows on %s whether a cheque is stale or post-dated', (today, reasons) => {
    expect(codes({ date }, { today, country: 'US' })).toEqual(reasons);
  });

  it('lets the caller say when a cheque is stale', () => {
    expect(codes({ date }, { today: '2026-06-10', country: 'IN' })).toEqual(['date: date-stale']);
    expect(codes({ date }, { today: '2026-06-10', country: 'IN', staleMonths: 12 })).toEqual([]);
    expect(() => judge({ date }, { ...OPTIONS, today: 'today' })).toThrow(RangeError);
  });

  it('holds fields against what the caller expects', () => {
    const expected = {
      amount: { minorUnits: 123_456, currency: 'USD' },
      serial: '000101',
      date: '2026-03-09',
    };
    expect(codes(cheque, { expected })).toEqual([]);
    expect(codes(cheque, { expected: { amount: { minorUnits: 123_456, currency: 'CAD' } } })).toEqual([
      'amount: expected-differs',
    ]);
    expect(codes(cheque, { expected: { serial: '102', date: '2026-03-10' } })).toEqual([
      'date: expected-differs',
      'serial: expected-differs',
    ]);
  });

  it('is accepted exactly when it has no reasons, and every doubt is one', () => {
    const anyField = fc.record({
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.constantFrom(null, '123', '456'),
      held: fc.boolean(),
      repaired: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'serial'), anyField),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, threshold) => {
          const readings = Object.fromEntries(
            Object.entries(some).map(
              ([name, { confidence, value, held, repaired }]): [string, FieldReading] => [
                name,
                {
                  ...serial,
                  value,
                  confidence,
                  evidence: [{ rule: 'length', held, ...(repaired && { repaired }) }],
                },
              ],
            ),
          );
          const { fields, status, reasons } = judge(readings, { threshold });
          expect(status === 'accepted').toBe(reasons.length === 0);
          for (const [name, field] of Object.entries(fields)) {
            const { confidence, value, held, repaired } = some[name]!;
            const fine = value !== null && confidence >= threshold && held && !repaired;
            expect(field.decision).toBe(fine ? 'accept' : 'review');
            expect(reasons.some((reason) => reason.field === name)).toBe(!fine);
          }
        },
      ),
    );
  });
});

describe('the presentment of a cheque', () => {
  it('is the same however often it is read, and another for another cheque', () => {
    const { presentment } = judge(cheque, OPTIONS);
    expect(presentment).toMatch(/^[0-9a-f]{64}$/);
    const again = { ...cheque, amount: { ...amount, raw: '1234 56/100', confidence: 0.5 } };
    expect(judge(again, OPTIONS).presentment).toBe(presentment);
    const other = { ...micr, value: { routing: '111000025', account: '123456789', serial: '0102' } };
    expect(judge({ ...cheque, micr: other }, OPTIONS).presentment).not.toBe(presentment);
  });

  it('takes what the MICR line lacks from what is printed', () => {
    const short = { ...micr, value: { routing: '111000025', account: '123456789' } };
    expect(judge({ ...cheque, micr: short }, OPTIONS).presentment).toBe(judge(cheque, OPTIONS).presentment);
  });

  it('is left out where a part of it was not read', () => {
    const unread = { ...micr, value: { routing: '11100002?', account: '123456789', serial: '0101' } };
    expect(judge({ ...cheque, micr: unread }, OPTIONS).presentment).toBeUndefined();
    expect(judge({ micr, serial }, OPTIONS)).not.toHaveProperty('presentment');
  });
});
