import { describe, expect, it } from 'vitest';
import { readAccount } from '../../lib/fields/account.ts';
import { readCode } from '../../lib/fields/code.ts';
import { readSerial } from '../../lib/fields/serial.ts';
import { BOX, place } from './place.ts';

describe('readCode', () => {
  it.each([
    ['123456', '123456'],
    ['12-3456/78', '12345678'],
    ['1234 5678', '12345678'],
    ['xxx 1234567 x', '1234567'],
  ])('reads %s', (text, value) => {
    expect(readCode('digits', place([text, 0.95]))).toMatchObject({
      kind: 'digits',
      raw: text,
      value,
      box: BOX,
    });
  });

  it.each(['', 'x', '12x34'])('has no value for %j, of which a digit may be missing', (text) => {
    expect(readCode('digits', place([text, 0.95])).value).toBeNull();
  });

  it('prefers a number of the right length, and one whose checksum holds', () => {
    const writings = [
      ['7992739871', 0.4] as const,
      ['79927398713', 0.3] as const,
      ['79927398718', 0.3] as const,
    ];
    const options = { length: { min: 11, max: 11 }, checksum: 'luhn' } as const;
    const reading = readCode('digits', place(...writings), options);
    expect(reading).toMatchObject({ value: '79927398713' });
    expect(reading.evidence).toEqual([
      { rule: 'length', held: true },
      { rule: 'luhn', held: true },
      { rule: 'one-meaning', held: true },
      { rule: 'likeliest-digits', held: false },
    ]);
  });

  it('is less sure of a number whose checksum does not hold', () => {
    const sure = readCode('digits', place(['79927398713', 0.9]), { checksum: 'luhn' });
    const unsure = readCode('digits', place(['79927398712', 0.9]), { checksum: 'luhn' });
    expect(unsure.evidence).toContainEqual({ rule: 'luhn', held: false });
    expect(unsure.confidence).toBeLessThan(sure.confidence / 2);
  });
});

describe('readSerial and readAccount', () => {
  it('know how long they are in each country', () => {
    expect(readSerial(place(['12345', 0.6], ['123456', 0.3]), 'IN').value).toBe('123456');
    expect(readSerial(place(['12345678', 0.9])).value).toBe('12345678');
    expect(readSerial(place(['101', 0.9]), 'US')).toMatchObject({ kind: 'serial', value: '101' });
    expect(readAccount(place(['9110100', 0.6], ['911010012345678', 0.3]), 'IN')).toMatchObject({
      kind: 'account',
      value: '911010012345678',
    });
  });

  it.each(['214.00', '$1,284.50', '86,25'])('takes no amount for a serial number: %s', (text) => {
    expect(readSerial(place([text, 0.95]), 'US').value).toBeNull();
    expect(readSerial(place([text, 0.9], ['2400', 0.03])).confidence).toBeLessThan(0.1);
  });
});
