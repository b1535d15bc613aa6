import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, isCalendarDate, isoDate, parseIsoDate } from '../../lib/fields/calendar.ts';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { readDate } from '../../lib/fields/date.ts';
import { DATE_CUSTOMS, type DateCustoms } from '../../lib/fields/date-customs.ts';
import { place } from './place.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => parseIsoDate(date.toISOString().slice(0, 10)));
const order = fc.constantFrom('DMY' as const, 'MDY' as const, 'YMD' as const);
const two = (value: number) => String(value).padStart(2, '0');

describe('readDate', () => {
  it('gives back every date in boxes', () => {
    fc.assert(
      fc.property(day, order, (date, order) => {
        const parts = { D: two(date.day), M: two(date.month), Y: String(date.year) };
        const text = [...order].map((part) => parts[part as 'D']).join('');
        const { value, evidence } = readDate(place([text, 1]), { customs: { [order]: 1 }, comb: true });
        expect(value).toBe(isoDate(date));
        expect(evidence.every(({ held }) => held)).toBe(true);
      }),
    );
  });

  it('gives back every date whose parts are kept apart', () => {
    const sign = fc.constantFrom('/', '-', '.', ' ');
    fc.assert(
      fc.property(day, order, sign, fc.boolean(), (date, order, sign, padded) => {
        const write = (value: number) => (padded ? two(value) : String(value));
        const parts = { D: write(date.day), M: write(date.month), Y: String(date.year) };
        const text = [...order].map((part) => parts[part as 'D']).join(sign);
        const customs: DateCustoms = { [order]: 1 };
        expect(readDate(place([text, 1]), { customs }).value).toBe(isoDate(date));
      }),
    );
  });

  it('is never sure of another day when a sign is lost', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...COUNTRIES), fc.nat(1), (date, country, which) => {
        const { MDY = 0, DMY = 0 } = DATE_CUSTOMS[country];
        const [a, b] = MDY > DMY ? [date.month, date.day] : [date.day, date.month];
        const text = which === 0 ? `${a}${b}/${date.year}` : `${a}/${b}${date.year}`;
        const reading = readDate(place([text, 1]), { customs: DATE_CUSTOMS[country] });
        if (reading.value === isoDate(date)) return;
        expect(reading.confidence < 0.9 || reading.evidence.some(({ held }) => !held)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never taken in by the name of a month, whatever its letters were read as', () => {
    const NAMES = [
      'Jan',
      'February',
      'Mar',
      'April',
      'May',
      'June',
      'Jul',
      'Aug',
      'Sept',
      'Oct',
      'Nov',
      'Dec',
    ];
    const letter = fc.constantFrom('x', 'x', '', '0', '1', '6', '9');
    const letters = fc.array(letter, { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...COUNTRIES),
        letters,
        fc.constantFrom(' ', '. ', ''),
        (date, country, read, gap) => {
          const name = [...NAMES[date.month - 1]!].map((_, i) => read[i]).join('');
          // One unread sign stands for any number of letters.
          const text = `${name.replace(/x+/g, 'x')}${gap}${date.day}, ${date.year}`.trim();
          const { value, evidence } = readDate(place([text, 1]), { customs: DATE_CUSTOMS[country] });
          const isClear = value !== null && evidence.every(({ held, repaired }) => held && !repaired);
          expect(isClear && value !== isoDate(date)).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('answers any writing with a day that there is, or none', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789./-x '), maxLength: 14 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...COUNTRIES), fc.boolean(), (text, country, comb) => {
        const { value } = readDate(place([text, 0.9]), { customs: DATE_CUSTOMS[country], comb });
        if (value !== null) expect(isCalendarDate(parseIsoDate(String(value)))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the calendar', () => {
  it('agrees with that of the language', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1900, max: 2099 }),
      fc.integer({ max: 13, min: 0 }),
      fc.nat(32),
    );
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const other = new Date(Date.UTC(year, month - 1, day));
        const same = other.getUTCMonth() === month - 1 && other.getUTCDate() === day;
        expect(isCalendarDate({ year, month, day })).toBe(same && month >= 1 && month <= 12);
      }),
    );
  });

  it('moves by months and back, but for days that a month has not', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -30, max: 30 }), (date, months) => {
        const moved = addMonths(date, months);
        expect(isCalendarDate(moved)).toBe(true);
        if (date.day <= 28) expect(addMonths(moved, -months)).toEqual(date);
        else expect(moved.day).toBeLessThanOrEqual(date.day);
      }),
    );
  });

  it.each(['2026-13-01', '2026-2-1', '', '2026-02-30', '02/03/2026'])('refuses %j', (text) => {
    expect(() => parseIsoDate(text)).toThrow(RangeError);
  });
});
