import { describe, expect, it } from 'vitest';
import { digitFigures, falseDigitRate } from '../../../../local/evaluate/metrics/digit-figures.ts';

const NONE = 'not-a-digit';
const answer = (truth: string, digit: string, digitConfidence: number, read = digit) => ({
  truth,
  digit,
  digitConfidence,
  read,
});

describe('digitFigures', () => {
  it('counts a refusal as an error in the strict figure alone', () => {
    const answers = [
      answer('1', '1', 0.9),
      answer('2', '2', 0.3, NONE),
      answer('3', '8', 0.6),
      answer('4', '4', 0.5),
    ];
    expect(digitFigures(answers)).toEqual({ accuracy: 0.75, strictAccuracy: 0.5 });
    expect(() => digitFigures([])).toThrow('Expected at least one digit');
  });
});

describe('falseDigitRate', () => {
  /** A hundred digits, named right, with confidences from 0.01 to 1. */
  const digits = Array.from({ length: 100 }, (_, i) => answer('5', '5', (i + 1) / 100));

  it('is what passes the threshold that 99 of 100 right digits pass', () => {
    const others = [0.005, 0.01, 0.02, 0.5].map((confidence) => answer(NONE, '1', confidence));
    expect(falseDigitRate(digits, others)).toBe(0.5);
  });

  it('does not let wrongly named digits lower the threshold', () => {
    const wrong = Array.from({ length: 50 }, () => answer('5', '6', 0));
    expect(falseDigitRate([...digits, ...wrong], [answer(NONE, '1', 0.01)])).toBe(0);
  });

  it('needs right digits and something else', () => {
    expect(() => falseDigitRate(digits, [])).toThrow('received 100 and 0');
    expect(() => falseDigitRate([], [answer(NONE, '1', 0.5)])).toThrow('received 0 and 1');
  });
});
