import { describe, expect, it } from 'vitest';
import { readDate } from '../../lib/fields/date.ts';
import { DATE_CUSTOMS } from '../../lib/fields/date-customs.ts';
import { withMonth } from '../../lib/fields/date-words.ts';
import { hearMonth } from '../../lib/fields/heard-month.ts';
import { spelledLetters } from '../../local/spelled-letters.ts';
import { place } from './place.ts';

const hear = (text: string) => hearMonth(spelledLetters(text));

describe('hearMonth', () => {
  it.each([
    ['nov 20 2019', 11],
    ['20th november 2019', 11],
    ['5 mars 2020', 3],
    ['12 dez 2021', 12],
    ['1 sept 07', 9],
    ['date may 3 2018', 5],
    ['30 agosto 2022', 8],
  ])('hears the month of %s', (text, month) => {
    expect(hear(text)).toEqual({ month, probability: expect.closeTo(1, 1) });
  });

  it('says how sure it is where two months are alike', () => {
    const frames = spelledLetters('7 mav 2020', 0.6);
    const heard = hearMonth(frames);
    expect(heard === undefined || heard.probability < 0.99).toBe(true);
  });

  it.each(['20 11 2019', '', 'pay abhilash'])('hears none in %j', (text) => {
    expect(hear(text)).toBeUndefined();
  });
});

describe('withMonth', () => {
  it.each<[string, number, string | undefined]>([
    ['xxx 20, 2019', 11, 'nov 20, 2019'],
    ['20 xxx 2019', 11, '20 nov 2019'],
    ['20-xxx-19', 2, '20 feb 19'],
    ['xxxx 12 xxx 2020', 6, '12 jun 2020'],
    ['20/11/2019', 11, undefined],
    ['xxx', 11, undefined],
  ])('names the month in %s', (text, month, expected) => {
    expect(withMonth(text, month)).toBe(expected);
  });

  it('gives what a date is read from', () => {
    const text = withMonth('xxx 20, 2019', 11)!;
    const { value } = readDate(place([text, 0.98]), { customs: DATE_CUSTOMS.US });
    expect(value).toBe('2019-11-20');
  });
});
