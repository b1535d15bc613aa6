import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { guessKind } from '../../lib/read/guess-kind.ts';

function glyphs(tops: readonly number[], heights: readonly number[]): Box[] {
  return tops.map((y, i) => ({ x: 25 * i, y, width: 18, height: heights[i]! }));
}

describe('guessKind', () => {
  it('takes digits of one height on one line for print', () => {
    expect(guessKind(glyphs([100, 100, 101, 100], [30, 30, 29, 30]))).toBe('printed');
  });

  it('takes uneven digits for handwriting: in height, or in where they stand', () => {
    expect(guessKind(glyphs([100, 96, 103, 99], [30, 36, 25, 33]))).toBe('handwritten');
    expect(guessKind(glyphs([100, 106, 97, 103], [30, 30, 30, 30]))).toBe('handwritten');
  });

  it('takes print on a line that leans for print', () => {
    expect(guessKind(glyphs([100, 104, 108, 112, 116], [30, 30, 30, 30, 30]))).toBe('printed');
  });

  it('forgives small print a pixel', () => {
    expect(guessKind(glyphs([10, 11, 10, 10], [9, 8, 9, 9]))).toBe('printed');
  });

  it('says handwritten where there is too little to tell', () => {
    expect(guessKind(glyphs([10, 10], [20, 20]))).toBe('handwritten');
    expect(guessKind([])).toBe('handwritten');
  });
});
