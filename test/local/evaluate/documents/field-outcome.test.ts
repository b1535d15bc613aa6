import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../lib/document/result.ts';
import { fieldFigures, fieldOutcomes } from '../../../../local/evaluate/documents/field-outcome.ts';
import { agrees, fieldTruths } from '../../../../local/evaluate/documents/field-truth.ts';
import type { DocumentTruth } from '../../../../local/evaluate/shapes/truth.ts';

const truth = (fields: Record<string, string>, country?: string): DocumentTruth => ({
  file: 'a.png',
  ...(country !== undefined && { country }),
  fields,
  numbers: [],
  boxes: {},
});

const field = (kind: Field['kind'], value: Field['value'], more: Partial<Field> = {}): Field => ({
  kind,
  raw: String(value),
  value,
  confidence: 0.99,
  threshold: 0.9,
  decision: 'accept',
  evidence: [],
  ...more,
});
const money = (minorUnits: number) => field('amount', { minorUnits, currency: 'INR' });

/** Whether the one field of a truth that can be compared says what `read` does. */
function says(fields: Record<string, string>, read: Field | undefined, country?: string): boolean {
  const known = truth(fields, country);
  return fieldTruths(known).every((one) => agrees(one, read, known));
}

describe('agrees', () => {
  it.each([
    [{ amount: '270000' }, 27_000_000],
    [{ amountAsWritten: '233.00' }, 23_300],
    [{ amountAsWritten: '100 00/100', amountMinor: '10000' }, 10_000],
    [{ amountAsWritten: '25' }, 2_500],
  ])('takes an amount for money: %j', (fields, minorUnits) => {
    expect(says(fields, money(minorUnits), 'US')).toBe(true);
    expect(says(fields, money(minorUnits + 1), 'US')).toBe(false);
  });

  it.each([
    [{ date: '11032016' }, 'IN', '2016-03-11'],
    [{ dateAsWritten: '11/03/2016' }, 'US', '2016-11-03'],
    [{ dateAsWritten: '10/20/19' }, 'US', '2019-10-20'],
    [{ dateAsWritten: 'October 20,2019' }, 'US', '2019-10-20'],
    [{ date: '18042019' }, undefined, '2019-04-18'],
  ])('takes a date for a day: %j', (fields, country, iso) => {
    expect(says(fields, field('date', iso), country)).toBe(true);
    expect(says(fields, field('date', '2001-01-01'), country)).toBe(false);
  });

  it('compares a MICR line without its spaces, and keeps blank and crossed cells apart', () => {
    const micr = field('micr', {}, { raw: 'C083656C500025033A290062C31' });
    expect(says({ micr: 'C083656C 500025033A 290062C 31' }, micr)).toBe(true);
    expect(says({ votes: 'X19' }, field('digits', '19', { raw: 'X19' }))).toBe(true);
    expect(says({ votes: 'X19' }, field('digits', '19', { raw: '_19' }))).toBe(false);
    expect(says({ serial: '083656' }, field('serial', '83656'))).toBe(false);
  });

  it('does not hold for a field that is missing or has no value', () => {
    expect(says({ serial: '12' }, undefined)).toBe(false);
    expect(says({ serial: '12' }, field('serial', null, { raw: '12' }))).toBe(false);
  });

  it('compares each field once, and none that nobody could read', () => {
    const stated = { amount: '12', amountAsWritten: '12/-', date: '?3052016', serial: '7' };
    expect(fieldTruths(truth(stated)).map(({ name }) => name)).toEqual(['amount', 'serial']);
  });
});

describe('fieldFigures', () => {
  it('counts what is right, what was accepted, and what was accepted and wrong', () => {
    const known = truth({ amount: '12' });
    const outcomes = [
      money(1_200),
      money(1_300),
      { ...money(1_200), decision: 'review' as const },
      { ...money(1_300), decision: 'review' as const },
    ].flatMap((amount) => fieldOutcomes(known, { amount }, []));
    expect(fieldFigures(outcomes)).toEqual({
      amount: { n: 4, exact: 0.5, read: 0.5, review: 0.5, misread: 0.5 },
    });
    expect(
      outcomes.flatMap(({ error }) => error ?? []).map(({ read, accepted }) => [read, accepted]),
    ).toEqual([
      ['1300', true],
      ['1300', false],
    ]);
  });

  it('leaves the misread rate out when nothing was accepted', () => {
    const outcomes = fieldOutcomes(truth({ amount: '12' }), {}, []);
    expect(fieldFigures(outcomes)).toEqual({ amount: { n: 1, exact: 0, read: 0, review: 1 } });
  });
});
