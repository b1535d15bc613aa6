import { describe, expect, it } from 'vitest';
import { readAmount } from '../../lib/fields/amount.ts';
import { AMOUNT_STYLES } from '../../lib/fields/amount-style.ts';
import { hearLegalAmount } from '../../lib/fields/legal-amount.ts';
import { spelledLetters } from '../../local/spelled-letters.ts';
import { place } from './place.ts';

const hear = (...rows: readonly string[]) =>
  hearLegalAmount(
    rows.map((text) => spelledLetters(text)),
    ['lakh'],
  );

describe('hearLegalAmount', () => {
  it('finds the row that says an amount', () => {
    const legal = hear('pay narayana murthy', 'three lakh twenty two thousand', 'or order');
    expect(legal?.units).toBe(322_000);
  });

  it('goes on in the next row', () => {
    expect(hear('mr rao', 'one lakh fifteen', 'thousand five hundred only', 'bank')?.units).toBe(115_500);
  });

  it('does not go on in a row of which an amount would be a small part', () => {
    const name = 'mister venkateswara narayana murthy two lakh';
    expect(hear(name, 'fifty five thousand')?.units).toBe(55_000);
    expect(hear('two lakh', 'fifty five thousand')?.units).toBe(255_000);
  });

  it('takes the way to count in which an amount is clearest, where it may be either', () => {
    const either = (text: string) => hearLegalAmount([spelledLetters(text)], ['thousands', 'lakh'])?.units;
    expect(either('two hundred thousand')).toBe(200_000);
    expect(either('two lakh five hundred')).toBe(200_500);
    expect(either('nine hundred and twelve')).toBe(912);
  });

  it('hears nothing where no amount is said', () => {
    expect(hear()).toBeUndefined();
    expect(hear('', 'narayana murthy sunkara')).toBeUndefined();
    expect(hear('one')).toBeUndefined();
    // A line of which an amount is too small a part.
    expect(hear('ninety seven')?.units).toBe(97);
    expect(hear('ninety seven garden road murthy and brothers general store')).toBeUndefined();
  });

  it('says how well other amounts fit', () => {
    const legal = hear('fifty five thousand')!;
    expect(legal.likelihood(55_000)).toBe(1);
    expect(legal.likelihood(65_000)).toBeLessThan(0.1);
    expect(legal.likelihood(65_000)).toBeGreaterThanOrEqual(legal.likelihood(970_312));
    expect(legal.likelihood(0)).toBe(0.002);
    expect(legal.likelihood(99_999_999_999_999)).toBe(0.002);
  });
});

describe('readAmount beside words', () => {
  const read = (words: string | undefined, ...writings: readonly (readonly [string, number])[]) =>
    readAmount(place(...writings), {
      style: AMOUNT_STYLES.IN,
      legal: words === undefined ? undefined : hear(words),
    });
  const held = ({ evidence }: ReturnType<typeof read>, rule: string) =>
    evidence.find((one) => one.rule === rule)?.held;

  it('is surer of what the words say', () => {
    const open = [
      ['1,40,000', 0.5],
      ['1,10,000', 0.4],
    ] as const;
    const alone = read(undefined, ...open);
    const beside = read('one lakh forty thousand', ...open);
    expect(alone.confidence).toBeLessThan(0.6);
    expect(beside).toMatchObject({ value: { minorUnits: 14_000_000 } });
    expect(beside.confidence).toBeGreaterThan(0.95);
    expect(held(beside, 'amount-words')).toBe(true);
  });

  it('takes what the words say of two that may stand there', () => {
    const reading = read('one lakh ten thousand', ['1,40,000', 0.5], ['1,10,000', 0.4]);
    expect(reading.value).toEqual({ minorUnits: 11_000_000, currency: 'INR' });
    expect(held(reading, 'likeliest-digits')).toBe(false);
  });

  it('leaves it to a person where the words say another amount', () => {
    const reading = read('nine lakh ten thousand', ['1,40,000', 0.9]);
    expect(reading.value).toEqual({ minorUnits: 14_000_000, currency: 'INR' });
    expect(held(reading, 'amount-words')).toBe(false);
  });

  it('knows by the words what the signs between digits left open', () => {
    const open = [
      ['20,00000', 0.6],
      ['20,000.00', 0.35],
    ] as const;
    const alone = read(undefined, ...open);
    const beside = read('twenty thousand', ...open);
    expect(held(alone, 'one-meaning')).toBe(false);
    expect(beside).toMatchObject({ value: { minorUnits: 2_000_000 } });
    expect(beside.confidence).toBeGreaterThan(0.9);
    expect(held(beside, 'one-meaning')).toBeUndefined();
  });
});
