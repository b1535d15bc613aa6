import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskDigits } from '../../../functions/segment/mask-digits.ts';

const countDigits = (text: string) => [...text].filter((character) => /\d/.test(character)).length;

describe('maskDigits', () => {
  it.each([
    ['', ''],
    ['7', '*'],
    ['123', '***'],
    ['1234', '***4'],
    ['2,70,000/-', '*,**,**0/-'],
    ['12345678', '******78'],
    ['4929 1234 5678 9012', '**** **** **** 9012'],
    ['A021000021A 123456789012C', 'A*********A ********9012C'],
    ['१२३४', '***४'],
  ])('of %j leaves %j', (text, masked) => {
    expect(maskDigits(text)).toBe(masked);
  });

  it('leaves at most a quarter of the digits, never more than four, and all else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -/AC') }), (text) => {
        const masked = maskDigits(text);
        expect(countDigits(masked)).toBe(Math.min(4, Math.floor(countDigits(text) / 4)));
        expect(masked.replaceAll(/[\d*]/g, '')).toBe(text.replaceAll(/\d/g, ''));
        expect(masked).toHaveLength(text.length);
      }),
    );
  });
});
