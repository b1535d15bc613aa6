import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../lib/fields/field-reading.ts';
import {
  choosePair,
  chooseZone,
  type ReadZone,
  wholeNumber,
} from '../../../lib/fields/layout/choose-zones.ts';
import { box } from './cheques.ts';

const zone = (x: number, score: number, field: Partial<FieldReading> = {}): ReadZone => ({
  zone: { box: box(x, 0, 100, 20), score },
  field: {
    kind: 'amount',
    raw: '12',
    value: '12',
    confidence: 0.9,
    box: box(x, 0, 100, 20),
    evidence: [],
    ...field,
  },
});

describe('chooseZone', () => {
  it('weighs the place against how surely it reads', () => {
    const [usual, sure] = [zone(0, 1, { confidence: 0.1 }), zone(200, 0, { confidence: 0.9 })];
    expect(chooseZone([usual, sure])).toBe(sure);
    expect(chooseZone([zone(0, 3, { confidence: 0.1 }), sure])?.zone.score).toBe(3);
    expect(chooseZone([])).toBeUndefined();
  });

  it('prefers a place that has a meaning, as people write it, without letters in it', () => {
    const plain = zone(0, 0);
    const odd = { evidence: [{ rule: 'date-grammar', held: false }] };
    for (const other of [{ value: null }, { raw: 'xx12xxx' }, odd]) {
      expect(chooseZone([zone(200, 0.4, other), plain])).toBe(plain);
    }
    expect(chooseZone([zone(200, 0.4, { raw: 'x12' }), plain])?.field.raw).toBe('x12');
  });
});

describe('a date whose month was not read', () => {
  it('holds its place against numbers elsewhere', () => {
    const evidence = [{ rule: 'month-name', held: false }];
    const named = zone(0, 1, { kind: 'date', raw: 'xxx 12, 2025', value: null, confidence: 0, evidence });
    expect(chooseZone([zone(200, 0.2, { confidence: 0.9 }), named])?.field.raw).toBe('xxx 12, 2025');
    expect(chooseZone([zone(200, 2.5, { confidence: 0.9 }), named])?.field.raw).toBe('12');
  });
});

describe('choosePair', () => {
  it('gives one piece of writing to one field', () => {
    const amounts = [zone(0, 2), zone(200, 1)];
    const dates = [zone(0, 3), zone(400, 0)];
    const [amount, date] = choosePair(amounts, dates);
    expect([amount?.zone.box.x, date?.zone.box.x]).toEqual([200, 0]);
  });

  it('does with what there is', () => {
    const only = zone(0, 2);
    expect(choosePair([only], [])).toEqual([only, undefined]);
    expect(choosePair([], [only])).toEqual([undefined, only]);
    expect(choosePair([only], [zone(0, 1)])).toEqual([only, undefined]);
  });
});

describe('wholeNumber', () => {
  const part = zone(40, 1, { raw: '54 101', value: '54101' });

  it('leaves a number open that another place with its ink goes on with, whether that is understood or not', () => {
    for (const raw of ['2854101', 'x79x54 10.1', '541013']) {
      const { evidence, ...rest } = wholeNumber(part, [part, zone(10, 0, { raw, value: null })]);
      expect(evidence).toEqual([{ rule: 'whole-number', held: false }]);
      expect(rest.value).toBe('54101');
    }
  });

  it('has no doubt where others have the same digits, fewer or other ones, or stand elsewhere', () => {
    const others = [
      zone(10, 0, { raw: 'x54101' }),
      zone(10, 0, { raw: '4101' }),
      zone(10, 0, { raw: '99887766' }),
      zone(300, 0, { raw: '2854101' }),
    ];
    expect(wholeNumber(part, [part, ...others])).toBe(part.field);
    expect(wholeNumber(zone(0, 0, { value: null }), [zone(10, 0, { raw: '2null' })]).evidence).toEqual([]);
  });
});
