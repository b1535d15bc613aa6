import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkQuantile, PAPER_LEVEL } from '../../lib/preprocess/ink-quantile.ts';

describe('inkQuantile', () => {
  it('leaves out what is paper', () => {
    expect(inkQuantile(Float32Array.of(0, 23.9, 30, 0, 40, 50), 0.5)).toBe(40);
    expect(inkQuantile(Float32Array.of(0, 23.9), 0.5)).toBeUndefined();
    expect(inkQuantile(new Float32Array(0), 0.5)).toBeUndefined();
  });

  it('is what sorting all ink finds', () => {
    const levels = fc.float32Array({ min: 0, max: 256, noNaN: true, minLength: 1 });
    fc.assert(
      fc.property(levels, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, quantile) => {
        const inked = drawn.filter((level) => level >= PAPER_LEVEL).sort();
        const expected = inked[Math.floor((inked.length - 1) * quantile)];
        expect(inkQuantile(drawn, quantile)).toBe(expected);
      }),
    );
  });
});
