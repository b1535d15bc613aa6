import { describe, expect, it } from 'vitest';
import type { Country } from '../../lib/fields/country.ts';
import { dateMeanings, isWrittenAsDate, readDate } from '../../lib/fields/date.ts';
import { DATE_CUSTOMS } from '../../lib/fields/date-customs.ts';
import { BOX, place } from './place.ts';

type Written = readonly (readonly [string, number])[];

function free(country: Country, ...writings: Written) {
  return readDate(place(...writings), { customs: DATE_CUSTOMS[country] });
}

function comb(country: Country, ...writings: Written) {
  return readDate(place(...writings), { customs: DATE_CUSTOMS[country], comb: true });
}

function failed({ evidence }: ReturnType<typeof free>): string[] {
  return evidence.filter(({ held }) => !held).map(({ rule }) => rule);
}

describe('readDate in boxes', () => {
  it.each<[Country, string, string]>([
    ['IN', '11032016', '2016-03-11'],
    ['IN', '1 1 0 3 2 0 1 6', '2016-03-11'],
    ['IN', '110316', '2016-03-11'],
    ['IN', '29022016', '2016-02-29'],
    ['US', '12312026', '2026-12-31'],
    ['BR', '31/12/2026', '2026-12-31'],
  ])('reads %s %s', (country, text, iso) => {
    const reading = comb(country, [text, 0.98]);
    expect(reading).toMatchObject({ kind: 'date', raw: text, value: iso, page: 0, box: BOX });
    expect(failed(reading)).toEqual([]);
    expect(reading.confidence).toBeGreaterThan(0.95);
  });

  it.each(['31022016', '11132016', '00012016', '29022015', '1103201', '110320166', '11x32016', '11039999'])(
    'knows that %s is no date',
    (text) => {
      expect(comb('IN', [text, 0.9])).toMatchObject({
        raw: text,
        value: null,
        confidence: 0,
        evidence: [{ rule: 'date-grammar', held: false }],
      });
    },
  );

  it('gives the weight of an impossible date to the readings that are possible', () => {
    const reading = comb('IN', ['11182016', 0.5], ['11102016', 0.45]);
    expect(reading.value).toBe('2016-10-11');
    expect(reading.confidence).toBeGreaterThan(0.9);
    expect(failed(reading)).toEqual(['likeliest-digits']);
  });

  it('leaves the order open where a country uses more than one', () => {
    expect(failed(comb('CA', ['05062016', 1]))).toEqual(['one-meaning']);
    expect(comb('CA', ['25062016', 1])).toMatchObject({ value: '2016-06-25', confidence: 1 });
    expect(comb('CA', ['20160625', 1])).toMatchObject({ value: '2016-06-25' });
  });
});

describe('readDate written freely', () => {
  it.each<[Country, string, string]>([
    ['US', '11/14/2019', '2019-11-14'],
    ['US', '5-5-2015', '2015-05-05'],
    ['US', '10/20/19', '2019-10-20'],
    ['US', '1.2.2026', '2026-01-02'],
    ['US', '10202019', '2019-10-20'],
    ['US', 'Oct. 20th, 2019', '2019-10-20'],
    ['US', '20 October 2019', '2019-10-20'],
    ['GB', '1/2/2026', '2026-02-01'],
    ['FR', '3 août 2026', '2026-08-03'],
    ['FR', '12 févr. 2026', '2026-02-12'],
    ['BR', '1 de fevereiro de 2026', '2026-02-01'],
    ['CA', '2026-02-03', '2026-02-03'],
    ['US', 'xxxx11/22/2018', '2018-11-22'],
    ['GB', 'xxxx. 1-12-25', '2025-12-01'],
  ])('reads %s %s', (country, text, iso) => {
    const reading = free(country, [text, 0.95]);
    expect(reading.value).toBe(iso);
    expect(failed(reading)).toEqual([]);
  });

  it('takes an unusual order for a reason to look', () => {
    const reading = free('US', ['25/12/2026', 0.95]);
    expect(reading.value).toBe('2026-12-25');
    expect(failed(reading)).toEqual(['date-grammar']);
  });

  it('leaves parts open that no sign keeps apart', () => {
    expect(free('US', ['11142019', 1])).toMatchObject({ value: '2019-11-14' });
    expect(failed(free('US', ['11142019', 1]))).toEqual(['one-meaning']);
    const reading = free('US', ['1112026', 1]);
    expect(failed(reading)).toContain('one-meaning');
    expect(reading.alternatives?.length).toBeGreaterThan(0);
  });

  it('knows strokes that were read as digits, and records the repair', () => {
    const reading = free('US', ['1012312026', 0.9]);
    expect(reading.value).toBe('2026-10-23');
    expect(reading.evidence).toContainEqual({ rule: 'date-stroke', held: true, repaired: true });
  });

  it.each(['xxxxxxx 20,2019', '20 xxx 2019', 'some day 2019', '20/2019', ''])(
    'has no value where the month is not known: %j',
    (text) => {
      expect(free('IN', [text, 0.9]).value).toBeNull();
    },
  );

  it.each<[Country, string]>([
    ['US', 'xxx 12, 2025'],
    ['US', 'x12,2025'],
    ['US', 'xxxxxxx 20,2019'],
    ['US', 'xx. 3 2025'],
    ['GB', '12-xxx-25'],
    ['GB', '12-x-25'],
    ['GB', '12xx25'],
    ['CA', '7xx2025'],
    ['FR', 'xx 12 xxxxxxxx 2025'],
    ['BR', '1xx xx xxxx 2026'],
    ['US', 'xxx0xxxxxx20,2019'],
    ['US', 'x0xx06xx20x2019'],
    ['US', '.0xxxxx 3, 2019'],
  ])('says that the name of the month was not read: %s %s', (country, text) => {
    const reading = free(country, [text, 0.7], ['11122025', 0.1], ['1/12, 2025', 0.1]);
    const evidence = [{ rule: 'month-name', held: false }];
    expect(reading).toEqual({
      kind: 'date',
      raw: text,
      value: null,
      page: 0,
      box: BOX,
      confidence: 0,
      evidence,
    });
  });

  it.each<[Country, string]>([
    // Letters that were read as digits or as one sign: Nov 12, 2025 and 12 Nov 25.
    ['US', '1012,2025'],
    ['US', '10 12,2025'],
    ['US', '1x12, 2025'],
    ['US', '1 12, 2025'],
    ['GB', '12x10x25'],
    ['GB', '1210-25'],
  ])('never takes numbers that are unlike kept apart for a date without a look: %s %s', (country, text) => {
    expect(failed(free(country, [text, 1]))).toContain('date-grammar');
  });

  it.each(['xxx 1/12, 2025', 'xxx 1122025', '214.00', '$ 1120.19', 'x120,26', '1 120.26', 'xx1xx 12, 2025'])(
    'knows that %s is no date',
    (text) => {
      expect(free('US', [text, 1]).value).toBeNull();
      expect(free('GB', [text, 1]).value).toBeNull();
    },
  );

  it('prefers years near the date that the caller gives', () => {
    const options = { customs: DATE_CUSTOMS.US, reference: '2026-11-20' };
    const reading = readDate(place(['11/14/2016', 0.45], ['11/14/2026', 0.45]), options);
    expect(reading.value).toBe('2026-11-14');
    const [century] = dateMeanings('1/2/80', { customs: DATE_CUSTOMS.US, reference: '2040-01-01' });
    expect(century?.text).toBe('2080-01-02');
  });

  it('refuses a reference that is no date', () => {
    const options = { customs: DATE_CUSTOMS.US, reference: '2026-02-30' };
    expect(() => readDate(place(['1/2/2026', 1]), options)).toThrow(RangeError);
  });
});

describe('isWrittenAsDate', () => {
  it.each([
    ['8/25/2018', true],
    ['6-5-99', true],
    ['12.25.2019', true],
    // No such day, signs unlike each other, none at all, an amount, something beside it.
    ['13/25/2018', false],
    ['8/25-2018', false],
    ['12252019', false],
    ['12,25,000', false],
    ['x8/25/2018', false],
  ])('of %s is %s', (text, isDate) => {
    expect(isWrittenAsDate(text, DATE_CUSTOMS.US)).toBe(isDate);
  });
});

describe('the doubt that a date leaves', () => {
  it('is less than that of its digits, as most misread days are none', () => {
    const place = {
      page: 0,
      box: { x: 0, y: 0, width: 9, height: 9 },
      writings: [{ text: '11032016', probability: 0.9 }],
    };
    const { confidence } = readDate(place, { customs: DATE_CUSTOMS.IN, comb: true });
    expect(confidence).toBeGreaterThan(0.94);
    expect(confidence).toBeLessThan(0.97);
  });

  it('counts how many days with one digit changed are days again', () => {
    let changed = 0;
    let days = 0;
    for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2031, 0, 1); day += 37 * 86_400_000) {
      const iso = new Date(day).toISOString();
      const text = `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(0, 4)}`;
      for (let i = 0; i < 8; i++) {
        for (const digit of '0123456789'.replace(text[i]!, '')) {
          const other = `${text.slice(0, i)}${digit}${text.slice(i + 1)}`;
          const [meaning] = dateMeanings(other, { customs: { DMY: 1 }, comb: true });
          const year = Number(String(meaning?.value ?? '0').slice(0, 4));
          changed++;
          if (year >= 1990 && year < 2050) days++;
        }
      }
    }
    expect(days / changed).toBeCloseTo(0.42, 2);
  });
});
