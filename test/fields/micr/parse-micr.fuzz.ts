import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeByChecksum } from '../../../lib/fields/checksums.ts';
import { COUNTRIES } from '../../../lib/fields/country.ts';
import { micrFields } from '../../../lib/fields/micr/micr-fields.ts';
import { parseMicr } from '../../../lib/fields/micr/parse-micr.ts';
import { micrLine } from './micr-line.ts';

function digits(minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
}

/** Routing numbers that the checksum of the American Bankers Association holds for. */
const routing = digits(8).map((body) => completeByChecksum('aba', `${body}?`)!);
const amount = fc.oneof(fc.constant(undefined), digits(10));

describe('parseMicr', () => {
  it('gives back the parts of US lines, wherever the serial number stands', () => {
    const parts = fc.record({ routing, account: digits(7, 12), serial: digits(3, 6), amount });
    fc.assert(
      fc.property(parts, fc.nat(3), ({ routing, account, serial, amount }, layout) => {
        const onUs = [
          `${account}C${serial}`,
          `${serial}C${account}C`,
          `${serial} ${account}C`,
          `${account}C`,
        ][layout]!;
        const auxiliary = layout === 3 ? `C${serial}C` : '';
        const text = `${auxiliary}A${routing}A${onUs}${amount === undefined ? '' : `B${amount}B`}`;
        const meaning = parseMicr({ script: 'e13b', text });
        expect(meaning).toMatchObject({ country: 'US', parts: { routing, account, serial } });
        expect(meaning?.parts.amount).toBe(amount);
        expect(meaning?.evidence.every(({ held }) => held)).toBe(true);
      }),
    );
  });

  it('gives back the parts of Canadian, Indian and UK lines', () => {
    const parts = fc.record({
      serial: digits(6),
      bank: digits(3),
      transit: digits(5),
      sort: digits(6),
      account: digits(8),
      code: digits(2),
    });
    fc.assert(
      fc.property(parts, ({ serial, bank, transit, sort, account, code }) => {
        const parse = (text: string) => parseMicr({ script: 'e13b', text });
        expect(parse(`C${serial}CA${transit}D${bank}A${account}C`)).toMatchObject({
          country: 'CA',
          parts: { serial, transit, institution: bank, account },
        });
        expect(parse(`C${serial}C${sort}${bank}A${account.slice(2)}C${code}`)).toMatchObject({
          country: 'IN',
          parts: { serial, routing: `${sort}${bank}`, account: account.slice(2), transactionCode: code },
        });
        expect(parse(`C${serial}C${sort.slice(0, 2)}D${sort.slice(2)}A${account}C${code}`)).toMatchObject({
          country: 'GB',
          parts: { serial, routing: sort, account, transactionCode: code },
        });
      }),
    );
  });

  it('never gives a wrong routing number the mark of its checksum when one digit is wrong', () => {
    fc.assert(
      fc.property(routing, fc.nat(8), fc.integer({ min: 1, max: 9 }), (routing, at, by) => {
        const digit = (Number(routing[at]) + by) % 10;
        const wrong = `${routing.slice(0, at)}${digit}${routing.slice(at + 1)}`;
        const { evidence } = micrFields(micrLine(`A${wrong}A1234567C0101`), 0).routing!;
        expect(evidence).toContainEqual({ rule: 'aba', held: false });
      }),
    );
  });

  it('answers any text at all, soon', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCDE? '), maxLength: 90 });
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('e13b' as const, 'cmc7' as const),
        fc.constantFrom(...COUNTRIES),
        (text, script, country) => {
          const fields = micrFields(micrLine(text, { script }), 0, { country });
          expect(fields.micr.raw).toBe(text.replaceAll(' ', ''));
          expect((fields.micr.value === null) === (fields.meaning === undefined)).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
