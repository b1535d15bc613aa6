import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trialsNeeded, upperErrorBound } from '../../../local/calibrate/binomial-bound.ts';
import { chooseThresholds, stringsNeeded } from '../../../local/calibrate/choose-thresholds.ts';
import { simulateAnswers } from './random.ts';

describe('upperErrorBound', () => {
  // One-sided bounds of Clopper and Pearson at 95 %, as binom.test(x, n, alternative = "less") of R gives them.
  it.each([
    [0, 10, 0.2589],
    [1, 10, 0.3942],
    [5, 10, 0.7776],
    [0, 300, 0.009936],
    [3, 300, 0.025641],
    [50, 10_000, 0.006324],
    [10, 10, 1],
  ])('of %i in %i is %d', (wrong, n, bound) => {
    expect(upperErrorBound(wrong, n, 0.05)).toBeCloseTo(bound, 4);
  });

  it('lies over the rate seen, rises with the errors and with the certainty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.nat(), (n, any) => {
        const wrong = any % n;
        const bound = upperErrorBound(wrong, n, 0.05);
        expect(bound).toBeGreaterThan(wrong / n);
        expect(upperErrorBound(wrong + 1, n, 0.05)).toBeGreaterThan(bound);
        expect(upperErrorBound(wrong, n, 0.01)).toBeGreaterThan(bound);
      }),
    );
  });

  it.each([
    [-1, 10, 0.05],
    [11, 10, 0.05],
    [0.5, 10, 0.05],
    [0, 10, 0],
  ])('refuses %d in %d with a doubt of %d', (wrong, n, doubt) => {
    expect(() => upperErrorBound(wrong, n, doubt)).toThrow(RangeError);
  });
});

describe('trialsNeeded', () => {
  it('is the rule of three', () => {
    expect(trialsNeeded(0.01, 0.05)).toBe(299);
    expect(trialsNeeded(0.001, 0.05)).toBe(2_995);
  });

  it('is just enough', () => {
    const n = trialsNeeded(0.02, 0.05);
    expect(upperErrorBound(0, n, 0.05)).toBeLessThanOrEqual(0.02);
    expect(upperErrorBound(0, n - 1, 0.05)).toBeGreaterThan(0.02);
  });

  it('refuses a rate of 0, for which no number of trials is enough', () => {
    expect(() => trialsNeeded(0, 0.05)).toThrow('Expected a rate over 0 and under 1 but received 0');
  });
});

describe('chooseThresholds', () => {
  it('shows what a bound by hand shows', () => {
    // 100 sure strings without an error, then 100 of which every fourth is wrong.
    const answers = [
      ...Array.from({ length: 100 }, () => ({ confidence: 0.9, correct: true })),
      ...Array.from({ length: 100 }, (_, i) => ({ confidence: 0.6, correct: i % 4 !== 0 })),
    ];
    // The doubt of 5 % is shared among four starts: 1 - 0.0125^(1/100) = 4.29 %, and 18.70 % for 25 in 200.
    expect(chooseThresholds(answers, 0.95)).toEqual([
      { misread: 0.0429, confidence: 0.9, accepted: 100, wrong: 0 },
      { misread: 0.2, confidence: 0.6, accepted: 200, wrong: 25 },
    ]);
    expect(upperErrorBound(25, 200, 0.0125)).toBeCloseTo(0.187, 4);
  });

  it('is not led astray by one freak among the surest', () => {
    const answers = Array.from({ length: 300 }, (_, i) => ({ confidence: 1 - i / 300, correct: i !== 2 }));
    const [first] = chooseThresholds(answers, 0.95);
    expect(first).toMatchObject({ accepted: 300, wrong: 1 });
    expect(first?.misread).toBeLessThan(0.03);
  });

  it('shows nothing for no answers, or when all are wrong', () => {
    expect(chooseThresholds([], 0.95)).toEqual([]);
    expect(chooseThresholds([{ confidence: 0.9, correct: false }], 0.95)).toEqual([]);
  });

  it('rises in rates, falls in confidences, and counts what it accepts', () => {
    const answer = fc.record({
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      correct: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 100 }), (answers) => {
        const table = chooseThresholds(answers, 0.8);
        table.forEach(({ misread, confidence, accepted, wrong }, i) => {
          const taken = answers.filter((each) => each.confidence >= confidence);
          expect(taken).toHaveLength(accepted);
          expect(taken.filter(({ correct }) => !correct)).toHaveLength(wrong);
          expect(upperErrorBound(wrong, accepted, 0.2 / 4)).toBeLessThanOrEqual(misread);
          expect(misread).toBeGreaterThan(table[i - 1]?.misread ?? 0);
          expect(confidence).toBeLessThan(table[i - 1]?.confidence ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it('keeps its word: of 200 tables with a certainty of 90 % far fewer than 10 % break it', () => {
    // Right with the probability raw: of those over a threshold t of 1 - u^3 the share wrong is (1 - t) / 4.
    const broken = Array.from({ length: 200 }, (_, seed) => {
      const answers = simulateAnswers(300, (raw) => raw, seed + 1);
      const table = chooseThresholds(
        answers.map(({ raw, correct }) => ({ confidence: raw, correct })),
        0.9,
      );
      expect(table.length).toBeGreaterThan(0);
      return table.some(({ misread, confidence }) => (1 - confidence) / 4 > misread);
    });
    expect(broken.filter(Boolean).length).toBeLessThan(20);
  });
});

describe('stringsNeeded', () => {
  it('counts what a table takes to show a rate', () => {
    expect(stringsNeeded(0.01, 0.95)).toBe(trialsNeeded(0.01, 0.0125));
    const enough = (n: number) =>
      chooseThresholds(
        // The start at a fifth of them has to hold the number.
        Array.from({ length: n }, () => ({ confidence: 0.9, correct: true })),
        0.95,
      ).some(({ misread }) => misread <= 0.01);
    expect(enough(stringsNeeded(0.01, 0.95))).toBe(true);
    expect(enough(stringsNeeded(0.01, 0.95) - 1)).toBe(false);
  });
});
