import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { guessKind, guessKindInLine } from '../../lib/read/guess-kind.ts';

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

describe('guessKindInLine', () => {
  const [four, two] = glyphs([100, 100], [30, 30]) as [Box, Box];
  const lineOf = (tops: readonly number[], heights: readonly number[]) => ({
    pieces: glyphs(tops, heights).map((box, label) => ({ label, box: { ...box, x: box.x + 200 } })),
  });

  it('takes one or two digits for print beside letters that stand as they do', () => {
    const print = lineOf([100, 100, 109, 100], [30, 30, 21, 30]);
    expect(guessKindInLine([four, two], print)).toBe('printed');
    expect(guessKindInLine([four], print)).toBe('printed');
  });

  it('takes them for handwriting where nothing else is as high, or stands as even', () => {
    expect(guessKindInLine([four, two], lineOf([109, 109, 109], [21, 21, 21]))).toBe('handwritten');
    expect(guessKindInLine([four, two], lineOf([92, 108, 95], [30, 30, 30]))).toBe('handwritten');
    expect(guessKindInLine([four, two], { pieces: [] })).toBe('handwritten');
    expect(guessKindInLine([], { pieces: [] })).toBe('handwritten');
  });

  it('goes by the digits alone where there are enough', () => {
    const uneven = glyphs([100, 96, 103, 99], [30, 36, 25, 33]);
    expect(guessKindInLine(uneven, lineOf([100, 100, 100], [30, 30, 30]))).toBe('handwritten');
  });
});
