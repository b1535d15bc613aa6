import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../lib/fields/field-reading.ts';
import { sameNumber } from '../../lib/fields/same-number.ts';
import { settleWithMicr } from '../../lib/fields/settle-with-micr.ts';

function serial(
  value: string | null,
  confidence: number,
  evidence: FieldReading['evidence'] = [],
): FieldReading {
  return { kind: 'serial', raw: value ?? '?', value, confidence, evidence };
}

describe('settleWithMicr', () => {
  it('is surer where both agree, whatever zeros stand before', () => {
    const printed = serial('101', 0.8, [{ rule: 'likeliest-digits', held: false }]);
    const micr = serial('000101', 0.9, [{ rule: 'micr-serial', held: false }]);
    expect(settleWithMicr(printed, micr, 'serial-micr')).toMatchObject({
      value: '101',
      confidence: 0.98,
      evidence: [{ rule: 'serial-micr', held: true }],
    });
  });

  it('takes the surer one where they disagree, and names the other', () => {
    const settled = settleWithMicr(serial('101', 0.6), serial('107', 0.95), 'serial-micr');
    expect(settled).toMatchObject({
      value: '107',
      confidence: 0.95,
      alternatives: [{ text: '101', probability: 0.05 }],
      evidence: [{ rule: 'serial-micr', held: false }],
    });
  });

  it('keeps a repair in mind although both agree', () => {
    const repaired = { rule: 'aba', held: true, repaired: true };
    const settled = settleWithMicr(serial('101', 0.8), serial('101', 0.9, [repaired]), 'serial-micr');
    expect(settled?.evidence).toContainEqual(repaired);
  });

  it('takes the one that there is', () => {
    const one = serial('101', 0.8);
    expect(settleWithMicr(one, undefined, 'serial-micr')).toBe(one);
    expect(settleWithMicr(undefined, one, 'serial-micr')).toBe(one);
    expect(settleWithMicr(serial(null, 0), one, 'serial-micr')).toBe(one);
    expect(settleWithMicr(one, serial(null, 0), 'serial-micr')).toBe(one);
    expect(settleWithMicr(serial(null, 0), undefined, 'serial-micr')?.value).toBeNull();
    expect(settleWithMicr(undefined, undefined, 'serial-micr')).toBeUndefined();
  });
});

describe('sameNumber', () => {
  it('does not count zeros before a number, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(4), (a, b, zeros) => {
        expect(sameNumber(String(a), `${'0'.repeat(zeros)}${b}`)).toBe(a === b);
      }),
    );
    expect(sameNumber('12?', '12?')).toBe(false);
    expect(sameNumber('', '')).toBe(false);
    expect(sameNumber('000', '0')).toBe(true);
  });
});
