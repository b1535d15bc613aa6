import { describe, expect, it } from 'vitest';
import { limitToDigits } from '../../../bench/peers/limit-to-digits.ts';

const CLASSES = ['blank', 'Z', '2', '.', '7'];

describe('limitToDigits', () => {
  it('leaves digits and the blank, which sum to 1 again', () => {
    const rows = Float32Array.of(0.1, 0.5, 0.3, 0, 0.1, 0.5, 0, 0, 0.5, 0);
    limitToDigits(rows, CLASSES);
    expect([...rows].map((value) => Number(value.toFixed(3)))).toEqual([0.2, 0, 0.6, 0, 0.2, 1, 0, 0, 0, 0]);
  });

  it('takes a row without any of them for a blank', () => {
    const rows = Float32Array.of(0, 1, 0, 0, 0);
    limitToDigits(rows, CLASSES);
    expect([...rows]).toEqual([1, 0, 0, 0, 0]);
  });

  it('refuses rows of another length', () => {
    expect(() => limitToDigits(new Float32Array(7), CLASSES)).toThrow(
      'rows of 5 probabilities but received 7',
    );
  });
});
