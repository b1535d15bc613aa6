import { describe, expect, it } from 'vitest';
import { fitLogistic, probabilityBy } from '../../../local/fit-signs/logistic.ts';
import { seededRandom } from '../../../local/seeded-random.ts';

describe('fitLogistic', () => {
  it('finds the weights that examples were drawn by', () => {
    const random = seededRandom(7);
    const rows = Array.from({ length: 4_000 }, () => [random.next() * 4 - 2, random.next() * 4 - 2]);
    const drawn = { bias: -0.5, weights: [1.5, -1] };
    const isTrue = rows.map((row) => random.next() < probabilityBy(drawn, row));
    const { bias, weights } = fitLogistic(rows, isTrue);
    expect(bias).toBeCloseTo(-0.5, 0);
    expect(Math.abs(weights[0]! - 1.5)).toBeLessThan(0.2);
    expect(Math.abs(weights[1]! + 1)).toBeLessThan(0.2);
  });

  it('stays finite where one sign parts all examples', () => {
    const { weights } = fitLogistic([[0], [0], [1], [1]], [false, false, true, true]);
    expect(weights[0]).toBeGreaterThan(2);
    expect(probabilityBy({ bias: 0, weights: [0] }, [3])).toBe(0.5);
  });
});
