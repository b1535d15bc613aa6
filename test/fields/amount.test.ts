import { describe, expect, it } from 'vitest';
import { amountMeanings, formatMinorUnits, readAmount } from '../../lib/fields/amount.ts';
import { AMOUNT_STYLES } from '../../lib/fields/amount-style.ts';
import type { Country } from '../../lib/fields/country.ts';
import { BOX, place } from './place.ts';

function read(country: Country, ...writings: readonly (readonly [string, number])[]) {
  return readAmount(place(...writings), { style: AMOUNT_STYLES[country] });
}

function failed({ evidence }: ReturnType<typeof read>): string[] {
  return evidence.filter(({ held }) => !held).map(({ rule }) => rule);
}

describe('readAmount', () => {
  it.each<[Country, string, number]>([
    ['US', '1,234.56', 123_456],
    ['US', 'xx1,234.56', 123_456],
    ['US', '1234 56/100', 123_456],
    ['US', '123456/100', 123_456],
    ['US', '1234 xx/100', 123_400],
    ['US', '1234 -/100', 123_400],
    ['US', '1,234-', 123_400],
    ['US', '1,234', 123_400],
    ['US', '-300.00', 30_000],
    ['US', '233-00', 23_300],
    ['US', '233 00/xx', 23_300],
    ['US', '25', 2_500],
    ['CA', '1 234,56', 123_456],
    ['GB', '1,234-56', 123_456],
    ['GB', '1,234x56', 123_456],
    ['IN', '2,70,000/-', 27_000_000],
    ['IN', '360,000/-', 36_000_000],
    ['IN', '3,55000/-', 35_500_000],
    ['IN', '2255000/-', 225_500_000],
    ['IN', '500x', 50_000],
    ['IN', '1,23,456.00', 12_345_600],
    ['IN', '20,00,00,000/-', 20_000_000_000],
    ['FR', '1.234,56', 123_456],
    ['FR', '1 234,56', 123_456],
    ['BR', 'x1.234,00', 123_400],
  ])('reads %s %s', (country, text, minorUnits) => {
    const reading = read(country, [text, 0.97]);
    expect(reading.value).toEqual({ minorUnits, currency: AMOUNT_STYLES[country].currency });
    expect(reading).toMatchObject({ kind: 'amount', raw: text, page: 0, box: BOX });
    expect(failed(reading)).toEqual([]);
    expect(reading.confidence).toBeGreaterThan(0.85);
  });

  it('takes a comma for a point where only a point can stand', () => {
    expect(read('US', ['1.234,56', 1]).value).toEqual({ minorUnits: 123_456, currency: 'USD' });
    expect(read('FR', ['1,234.56', 1]).value).toEqual({ minorUnits: 123_456, currency: 'EUR' });
  });

  it('leaves digits without signs open where people mostly write decimals', () => {
    const reading = read('US', ['20000', 1]);
    expect(failed(reading)).toEqual(['one-meaning']);
    expect(reading.confidence).toBeLessThan(0.8);
    expect(reading.alternatives).toContainEqual({ text: '20000.00', probability: expect.any(Number) });
  });

  it('knows cents by their raised digits', () => {
    const reading = readAmount(place(['20000', 1]), { style: AMOUNT_STYLES.US, raisedDigits: 2 });
    expect(reading.value).toEqual({ minorUnits: 20_000, currency: 'USD' });
    expect(failed(reading)).toEqual([]);
  });

  it('adds up the writings that mean the same', () => {
    const reading = read(
      'IN',
      ['2,70,000/-', 0.4],
      ['270,000/-', 0.3],
      ['2,70,000', 0.2],
      ['2,76,000/-', 0.1],
    );
    expect(reading.value).toEqual({ minorUnits: 27_000_000, currency: 'INR' });
    expect(reading.raw).toBe('2,70,000/-');
    expect(reading.confidence).toBeGreaterThan(0.8);
    expect(reading.alternatives?.[0]?.text).toBe('276000.00');
  });

  it('prefers a likely writing that fits to a likelier one that does not, and says so', () => {
    const reading = read('IN', ['2,70,00/-', 0.5], ['2,70,000/-', 0.3]);
    expect(reading.value).toEqual({ minorUnits: 27_000_000, currency: 'INR' });
    expect(failed(reading)).toEqual(['likeliest-digits']);
  });

  it('knows the stroke of a closing sign that was read as a digit, and records the repair', () => {
    const reading = read('IN', ['2,70,0001-', 0.9]);
    expect(reading.value).toEqual({ minorUnits: 27_000_000, currency: 'INR' });
    expect(reading.evidence).toContainEqual({ rule: 'amount-stroke', held: true, repaired: true });
    expect(failed(read('IN', ['2700001-', 0.9]))).toEqual(['one-meaning']);
    expect(failed(read('US', ['2,70,0001-', 0.9]))).toContain('amount-grammar');
  });

  it('knows a dash that was read as a digit, and a comma that was', () => {
    for (const text of ['2,70,000/1', '2,70,000/ 5', '2,701000/-']) {
      const reading = read('IN', [text, 0.9]);
      expect(reading.value).toEqual({ minorUnits: 27_000_000, currency: 'INR' });
      expect(reading.evidence).toContainEqual({ rule: 'amount-stroke', held: true, repaired: true });
    }
  });

  it('knows the end of a rule before the currency sign that was read as a digit', () => {
    const reading = read('US', ['1x 100 00/100', 0.9]);
    expect(reading.value).toEqual({ minorUnits: 10_000, currency: 'USD' });
    expect(reading.evidence).toContainEqual({ rule: 'amount-stroke', held: true, repaired: true });
    // Without room behind it the sign parts thousands as well as any.
    expect(read('US', ['1x100 00/100', 0.9]).value).toEqual({ minorUnits: 110_000, currency: 'USD' });
    expect(read('US', ['2x 100 00/100', 0.9]).value).toEqual({ minorUnits: 210_000, currency: 'USD' });
  });

  it('knows a currency sign that was read as a digit by the room behind it', () => {
    const reading = read('IN', ['3 2,75,000/-', 0.9]);
    expect(reading.value).toEqual({ minorUnits: 27_500_000, currency: 'INR' });
    expect(reading.evidence).toContainEqual({ rule: 'amount-stroke', held: true, repaired: true });
    // Where a group ends room is as good as a comma.
    expect(read('IN', ['3 75,000/-', 0.9]).value).toEqual({ minorUnits: 37_500_000, currency: 'INR' });
    expect(read('US', ['3 275.00', 0.9]).value).toEqual({ minorUnits: 327_500, currency: 'USD' });
  });

  it('takes a round amount for likelier than another where amounts have no decimals', () => {
    const writings = [
      ['51,020/-', 0.5],
      ['51,000/-', 0.4],
    ] as const;
    expect(read('IN', ...writings).value).toEqual({ minorUnits: 5_100_000, currency: 'INR' });
    expect(read('US', ['510.20', 0.5], ['510.00', 0.4]).value).toEqual({
      minorUnits: 51_020,
      currency: 'USD',
    });
    // It does not outweigh what is read clearly.
    expect(read('IN', ['51,028/-', 0.97], ['51,000/-', 0.01]).value).toMatchObject({ minorUnits: 5_102_800 });
  });

  it('rests on a repair only where more speaks for it than for the digits as they stand', () => {
    const reading = read('IN', ['2,70,000/1', 0.5], ['2,70,000/-', 0.4]);
    expect(reading.value).toEqual({ minorUnits: 27_000_000, currency: 'INR' });
    expect(reading.evidence.some(({ repaired }) => repaired)).toBe(false);
    expect(failed(reading)).toEqual([]);
  });

  it('takes a dash between two digits of a group for what joins them', () => {
    expect(read('IN', ['5,20,0-00', 0.9]).value).toEqual({ minorUnits: 52_000_000, currency: 'INR' });
  });

  it('doubts groups that nobody writes', () => {
    const reading = read('US', ['12,34', 0.5], ['1,2,34', 0.3]);
    expect(read('US', ['233.0', 0.95]).confidence).toBeLessThan(0.5);
    expect(failed(read('US', ['233.0', 0.95]))).toContain('amount-grammar');
    expect(reading.value).toEqual({ minorUnits: 1_234, currency: 'USD' });
  });

  it('doubts a cheque of zero', () => {
    expect(failed(read('US', ['0.00', 1]))).toEqual(['amount-grammar']);
  });

  it.each(['', 'x', '-/-', '1234567890123456'])('has no value for %j', (text) => {
    expect(read('US', [text, 0.9])).toMatchObject({ raw: text, value: null, confidence: 0 });
  });

  it('has nothing to say of an empty place', () => {
    expect(read('US')).toEqual({
      kind: 'amount',
      raw: '',
      value: null,
      page: 0,
      box: BOX,
      confidence: 0,
      evidence: [],
    });
  });
});

describe('amountMeanings', () => {
  it('gives cents alone', () => {
    expect(amountMeanings('.50', { style: AMOUNT_STYLES.US }).map(({ text }) => text)).toEqual([
      '50.00',
      '0.50',
    ]);
    expect(amountMeanings('50/100', { style: AMOUNT_STYLES.US }).map(({ text }) => text)).toContain('0.50');
  });
});

describe('formatMinorUnits', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123_456, '1234.56'],
  ])('writes %i as %s', (minorUnits, text) => {
    expect(formatMinorUnits(minorUnits)).toBe(text);
  });
});
