import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checksum, checksumHolds, completeByChecksum, luhnDigit } from '../../lib/fields/checksums.ts';

const ALL: readonly Checksum[] = ['aba', 'luhn', 'mod10', 'mod11', 'mod97', 'rib'];

/** Digits that the checksum holds for, found by trying its check digits. */
function valid(name: Checksum): fc.Arbitrary<string> {
  const checks = name === 'mod97' || name === 'rib' ? 2 : 1;
  const length = name === 'aba' ? 8 : name === 'rib' ? 21 : undefined;
  return fc
    .string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: length ?? 3,
      maxLength: length ?? 16,
    })
    .map((body) => {
      for (let check = 0; check < 10 ** checks; check++) {
        const digits = body + String(check).padStart(checks, '0');
        if (checksumHolds(name, digits)) return digits;
      }
      return '';
    })
    .filter((digits) => digits !== '');
}

function wrongAt(digits: string, at: number, by: number): string {
  return digits.slice(0, at) + ((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
}

function swappedAt(digits: string, at: number): string {
  return digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
}

describe('checksumHolds', () => {
  it.each(ALL)('finds every single wrong digit by %s', (name) => {
    fc.assert(
      fc.property(valid(name), fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, pick, by) => {
        expect(checksumHolds(name, wrongAt(digits, pick % digits.length, by))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds by aba every swap of neighbours, but for those that differ by 5', () => {
    fc.assert(
      fc.property(valid('aba'), fc.nat(7), (digits, at) => {
        const apart = Math.abs(Number(digits[at]) - Number(digits[at + 1]));
        expect(checksumHolds('aba', swappedAt(digits, at))).toBe(apart === 0 || apart === 5);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds by luhn every swap of neighbours, but for 0 and 9', () => {
    fc.assert(
      fc.property(valid('luhn'), fc.nat(), (digits, pick) => {
        const at = pick % (digits.length - 1);
        const pair = [digits[at], digits[at + 1]].sort().join('');
        const unseen = digits[at] === digits[at + 1] || pair === '09';
        expect(checksumHolds('luhn', swappedAt(digits, at))).toBe(unseen);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['mod97', 'rib'] as const)('finds every swap of neighbours by %s', (name) => {
    fc.assert(
      fc.property(valid(name), fc.nat(), (digits, pick) => {
        const at = pick % (digits.length - 1);
        expect(checksumHolds(name, swappedAt(digits, at))).toBe(digits[at] === digits[at + 1]);
      }),
    );
  });

  // The first four as published for ABA numbers, ISO/IEC 7812-1, GS1 and the IBAN of GB82 (letters as 10 to 35, country and
  // check digits at the end); the fifth that of FR14 with M as 4; the last reckoned by hand: 7 + 2*2 + 3*3 + 5*4 + 6*5 + 3*6.
  it.each<[Checksum, string]>([
    ['aba', '111000025'],
    ['luhn', '79927398713'],
    ['mod10', '4006381333931'],
    ['mod97', '3214282912345698765432161182'],
    ['rib', '20041010050500013402606'],
    ['mod11', '0365327'],
  ])('holds by %s for a known number', (name, digits) => {
    expect(checksumHolds(name, digits)).toBe(true);
  });

  it.each(ALL)('never holds by %s for what is no row of digits', (name) => {
    for (const text of ['', ' ', '12 34', '٣٤', '-1', '1e3', 'abc'])
      expect(checksumHolds(name, text)).toBe(false);
  });
});

describe('completeByChecksum', () => {
  it.each(ALL)('gives back the one digit that is unread by %s', (name) => {
    fc.assert(
      fc.property(valid(name), fc.nat(), (digits, pick) => {
        const at = pick % digits.length;
        const unread = `${digits.slice(0, at)}?${digits.slice(at + 1)}`;
        const complete = completeByChecksum(name, unread);
        expect(complete).toBe(digits);
      }),
    );
  });

  it('gives nothing back where none is unread, or more than one', () => {
    expect(completeByChecksum('aba', '111000025')).toBeUndefined();
    expect(completeByChecksum('aba', '11100??25')).toBeUndefined();
    expect(completeByChecksum('aba', '11100x0?5')).toBeUndefined();
  });
});

describe('luhnDigit', () => {
  it('is the digit that lets the checksum hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1 }), (digits) => {
        expect(checksumHolds('luhn', `${digits}${luhnDigit(digits)}`)).toBe(true);
      }),
    );
  });
});
