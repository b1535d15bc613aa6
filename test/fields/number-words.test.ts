import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAmount, wordsOfAmount } from '../../lib/fields/amount-in-words.ts';
import { aroundUnits } from '../../lib/fields/legal-amount.ts';
import { type Counting, wordsOf } from '../../lib/fields/number-words.ts';
import { followLetters, letterFrames } from '../../lib/read/follow-letters.ts';
import { letterGraph } from '../../lib/read/letter-graph.ts';
import { spelledLetters } from '../../local/spelled-letters.ts';

const said = (number: number, counting: Counting) =>
  wordsOf(number, counting)
    .map(([spelling]) => spelling)
    .join(' ');

describe('wordsOf', () => {
  it.each<[number, Counting, string]>([
    [7, 'lakh', 'seven'],
    [15, 'thousands', 'fifteen'],
    [80, 'thousands', 'eighty'],
    [342, 'thousands', 'three hundred forty two'],
    [270_000, 'lakh', 'two lakh seventy thousand'],
    [270_000, 'thousands', 'two hundred seventy thousand'],
    [12_540_600, 'lakh', 'one crore twenty five lakh forty thousand six hundred'],
    [1_000_001, 'thousands', 'one million one'],
  ])('says %i in %s', (number, counting, words) => {
    expect(said(number, counting)).toBe(words);
  });
});

const GRAPHS = { lakh: letterGraph(anyAmount('lakh')), thousands: letterGraph(anyAmount('thousands')) };
const heard = (text: string, counting: Counting) => {
  const frames = letterFrames(spelledLetters(text));
  return followLetters(frames, GRAPHS[counting], aroundUnits(frames)).sum;
};

describe('anyAmount', () => {
  it.each<[string, Counting, number]>([
    ['three lacs fifty five thousand', 'lakh', 355_000],
    ['rupees two lakh ten thousand & five hundred only', 'lakh', 210_500],
    ['seventy four thousand and thirty', 'lakh', 74_030],
    ['four crores twenty lakhs', 'lakh', 42_000_000],
    ['three lakh ninty seven thousand', 'lakh', 397_000],
    ['two hundred and 0/100', 'thousands', 200],
    ['fifteen hundred dollars', 'thousands', 1_500],
    ['four hundred and fifty one', 'thousands', 451],
    ['one hundred twenty three thousand four hundred fifty six and 78/100 dollars', 'thousands', 123_456],
  ])('hears %s in %s', (text, counting, units) => {
    expect(heard(text, counting)).toBe(units);
  });

  it('hears every amount that is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Counting>('lakh', 'thousands'),
        fc.integer({ min: 1, max: 999_999_999 }),
        (counting, units) => {
          expect(heard(said(units, counting), counting)).toBe(units);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is never less likely than the one amount that is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 }), (a, b) => {
        const frames = letterFrames(spelledLetters(said(a, 'lakh')));
        const around = aroundUnits(frames);
        const any = followLetters(frames, GRAPHS.lakh, around).log;
        const [own, other] = [a, b].map(
          (units) => followLetters(frames, letterGraph(wordsOfAmount(units, 'lakh')), around).log,
        );
        expect(own).toBeCloseTo(any, 6);
        if (a !== b) expect(other).toBeLessThan(any);
      }),
      { numRuns: 40 },
    );
  });
});
