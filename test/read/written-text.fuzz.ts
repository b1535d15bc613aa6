import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGITS, SEPARATORS } from '../../lib/read/frames.ts';
import { likelyWritings, writtenText } from '../../lib/read/written-text.ts';
import { LINE_CLASSES } from '../classify/fake-classifier.ts';
import { spelledFrames } from './spelled-frames.ts';

const anyRow = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
    minLength: LINE_CLASSES.length,
    maxLength: LINE_CLASSES.length,
  })
  .map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
const anyFrames = fc
  .array(anyRow, { minLength: 1, maxLength: 12 })
  .map((rows) => ({ classes: LINE_CLASSES, probabilities: Float32Array.from(rows.flat()) }));
const anyDigits = fc.array(fc.constantFrom(...DIGITS), { maxLength: 6 }).map((digits) => digits.join(''));
const anyText = fc
  .array(fc.constantFrom(...DIGITS, ...SEPARATORS, 'x'), { minLength: 1, maxLength: 10 })
  .map((signs) => signs.join(''));

describe('a written text', () => {
  it('has the digits asked for, in order, and only separators beside them', () => {
    fc.assert(
      fc.property(anyFrames, anyDigits, fc.boolean(), fc.boolean(), (frames, digits, around, others) => {
        const text = writtenText(frames, digits, { around, others });
        expect(text.replaceAll(/\D/gu, '')).toBe(digits);
        expect(text).toMatch(others ? /^[\d.,/x-]*$/u : /^[\d.,/-]*$/u);
        if (!around) expect(text).toMatch(/^(\d.*\d|\d|)$/u);
      }),
    );
  });

  it('is what was spelled, as the likeliest of all texts and as the likeliest with its digits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const frames = spelledFrames(`_${[...text].join('_')}_`);
        expect(likelyWritings(frames, 1)[0]!.text).toBe(text);
        const digits = text.replaceAll(/\D/gu, '');
        expect(writtenText(frames, digits, { around: true, others: true })).toBe(text);
      }),
    );
  });

  it('is the one with the likeliest way to say it, by trying all of them', () => {
    const shortFrames = fc.array(anyRow, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shortFrames, fc.constantFrom('1', '12', '11', '407'), (rows, digits) => {
        const best = likeliestWays(rows);
        const allowed = [...best].filter(
          ([text]) => /^\d(.*\d)?$/u.test(text) && text.replaceAll(/\D/gu, '') === digits,
        );
        const text = writtenText(
          { classes: LINE_CLASSES, probabilities: Float32Array.from(rows.flat()) },
          digits,
        );
        if (allowed.length === 0) expect(text).toBe(digits);
        else expect(best.get(text)).toBeCloseTo(Math.max(...allowed.map(([, way]) => way)), 6);
      }),
      { numRuns: 20 },
    );
  });
});

/** By text, the probability of the likeliest way to say it, one class a frame; what is no digit or separator is a blank. */
function likeliestWays(rows: readonly (readonly number[])[]): Map<string, number> {
  const signs = DIGITS + SEPARATORS;
  const ways = new Map<string, number>();
  const walk = (frame: number, text: string, last: string, probability: number): void => {
    if (frame === rows.length) {
      ways.set(text, Math.max(ways.get(text) ?? 0, probability));
      return;
    }
    const row = rows[frame]!;
    let rest = 1;
    for (const sign of signs) {
      const own = row[LINE_CLASSES.indexOf(sign)]!;
      rest -= own;
      walk(frame + 1, sign === last ? text : text + sign, sign, probability * own);
    }
    walk(frame + 1, text, '', probability * rest);
  };
  walk(0, '', '', 1);
  return ways;
}
