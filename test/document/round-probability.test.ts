import { describe, expect, it } from 'vitest';
import { roundProbability } from '../../lib/document/round-probability.ts';

describe('roundProbability', () => {
  it('keeps four places, and probabilities between 0 and 1', () => {
    expect([0.123_449, 0.123_45, 1.000_000_1, -1e-9, 0, 1].map(roundProbability)).toEqual([
      0.1234, 0.1235, 1, 0, 0, 1,
    ]);
  });
});
