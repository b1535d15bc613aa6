import { describe, expect, it } from 'vitest';
import type { Field } from '../../../lib/document/result.ts';
import { fieldText, formatFields } from '../../../local/cli/format-fields.ts';

const field = (parts: Partial<Field>): Field => ({
  kind: 'serial',
  raw: '101',
  value: '101',
  confidence: 0.98765,
  threshold: 0.95,
  decision: 'accept',
  evidence: [],
  ...parts,
});

describe('formatFields', () => {
  it('has a row for each field', () => {
    const amount = field({
      kind: 'amount',
      raw: '2,70,000/-',
      value: { minorUnits: 27_000_000, currency: 'INR' },
      decision: 'review',
      confidence: 0.5,
    });
    expect(formatFields({ fields: { serial: field({}), amount } }, false)).toEqual([
      '  field   value          confidence  decision',
      '  serial  101                 98.7%  accept',
      '  amount  270000.00 INR       50.0%  review',
    ]);
  });

  it('has none where there is no field', () => {
    expect(formatFields({ fields: {} }, false)).toEqual([]);
  });
});

describe('fieldText', () => {
  it('says what stands there when it has no meaning, and that nothing does', () => {
    expect(fieldText(field({ value: null, raw: '12//3' }))).toBe('? 12//3');
    expect(fieldText(field({ value: null, raw: '' }))).toBe('-');
  });

  it('shows a MICR line as it was read', () => {
    expect(fieldText(field({ kind: 'micr', raw: 'C101C', value: { serial: '101' } }))).toBe('C101C');
  });
});
