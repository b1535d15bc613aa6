import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from '../../lib/fields/amount.ts';
import { AMOUNT_STYLES } from '../../lib/fields/amount-style.ts';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { place } from './place.ts';
import { clearForms, minorUnits } from './written-amounts.ts';

const country = fc.constantFrom(...COUNTRIES);

/** An amount, and one way in which people of a country write it. */
const anyWritten = fc
  .record({ country, minor: minorUnits, pick: fc.nat() })
  .map(({ country, minor, pick }) => {
    const forms = clearForms(minor, country);
    return { country, minor, text: forms[pick % forms.length]! };
  });

type Written = typeof anyWritten extends fc.Arbitrary<infer T> ? T : never;

/** A last 1 or 7 with a sign behind it may be the stroke of a closing `/-`. */
const mayEndInStroke = ({ country, text }: Written) =>
  AMOUNT_STYLES[country].closingStroke && /[17][-=x ]+$/.test(text);
const written = anyWritten.filter((amount) => !mayEndInStroke(amount));

describe('readAmount', () => {
  it('gives back every amount that was written clearly', () => {
    fc.assert(
      fc.property(written, ({ country, minor, text }) => {
        const { value, evidence } = readAmount(place([text, 1]), { style: AMOUNT_STYLES[country] });
        expect(value).toEqual({ minorUnits: minor, currency: AMOUNT_STYLES[country].currency });
        expect(evidence.filter(({ rule, held }) => rule === 'amount-grammar' && !held)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is right or not sure where the last digit may be the stroke that closes an amount', () => {
    fc.assert(
      fc.property(anyWritten.filter(mayEndInStroke), ({ country, minor, text }) => {
        const { value, confidence, evidence } = readAmount(place([text, 1]), {
          style: AMOUNT_STYLES[country],
        });
        const isRight = value !== null && typeof value === 'object' && value.minorUnits === minor;
        expect(isRight || confidence < 0.95 || evidence.some(({ held }) => !held)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is never sure of another amount when a sign is lost', () => {
    fc.assert(
      fc.property(written, fc.nat(), ({ country, minor, text }, pick) => {
        const places = [...text].flatMap((sign, at) => (/\d/.test(sign) ? [] : [at]));
        fc.pre(places.length > 0);
        const at = places[pick % places.length]!;
        const lost = text.slice(0, at) + text.slice(at + 1);
        const reading = readAmount(place([lost, 1]), { style: AMOUNT_STYLES[country] });
        if (reading.value === null || typeof reading.value === 'string' || !('minorUnits' in reading.value))
          return;
        if (reading.value.minorUnits === minor) return;
        const doubted = reading.evidence.some(({ held }) => !held);
        expect(doubted || reading.confidence < 0.9).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads the same when points and commas are taken for each other', () => {
    fc.assert(
      fc.property(written, ({ country, minor, text }) => {
        const swapped = text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
        expect(readAmount(place([swapped, 1]), { style: AMOUNT_STYLES[country] }).value).toMatchObject({
          minorUnits: minor,
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers any writing at all, without an exception, with probabilities', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,/-x '), maxLength: 24 });
    const writings = fc.array(fc.tuple(text, fc.double({ min: 0.001, max: 0.2, noNaN: true })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(country, writings, fc.constantFrom(0, 2), (country, list, raisedDigits) => {
        const reading = readAmount(place(...list), { style: AMOUNT_STYLES[country], raisedDigits });
        const all = [
          reading.confidence,
          ...(reading.alternatives ?? []).map(({ probability }) => probability),
        ];
        expect(all.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(all.reduce((a, b) => a + b)).toBeLessThanOrEqual(1.001);
        if (reading.value === null) expect(reading.confidence).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });
});
