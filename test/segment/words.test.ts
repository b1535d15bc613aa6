import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { wordsOf } from '../../lib/segment/words.ts';
import { commaAt, glyphAt, lineOf } from '../read/lines.ts';

const spans = (boxes: readonly Box[], dividers: readonly Box[] = []) =>
  wordsOf(lineOf(boxes, { dividers })).map(({ begin, end }) => [begin, end]);

describe('wordsOf', () => {
  it('ends a word where a gap parts the pieces', () => {
    expect(spans([glyphAt(0), glyphAt(12), glyphAt(24), glyphAt(46), glyphAt(58)])).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  it('ends a word at a narrower gap where many glyphs are set tightly', () => {
    const tight = (glyphs: number, gap: number) =>
      Array.from({ length: 2 * glyphs }, (_, i) => glyphAt(11 * i + (i < glyphs ? 0 : gap - 1)));
    expect(spans(tight(5, 7))).toEqual([
      [0, 5],
      [5, 10],
    ]);
    expect(spans(tight(5, 4))).toEqual([[0, 10]]);
    expect(spans(tight(3, 7))).toEqual([[0, 6]]);
  });

  it('ends a word at a rule, as between the cells of a comb', () => {
    const dividers = [{ x: 22, y: -5, width: 1, height: 30 }];
    expect(spans([glyphAt(0), glyphAt(12), glyphAt(24)], dividers)).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('gives a comma a cell of its own where glyphs were typed, each in a cell', () => {
    const typed = (cells: readonly number[]) => cells.map((cell) => glyphAt(cell * 18, 14));
    const before = typed([0, 1, 2]);
    const after = typed([4, 5, 6]);
    expect(spans([...before, commaAt(3 * 18), ...after])).toEqual([[0, 7]]);
    expect(spans([...before, ...after])).toEqual([
      [0, 3],
      [3, 6],
    ]);
  });

  it('ends a word behind a comma as far off where glyphs stand as wide as they are', () => {
    const printed = [0, 12, 26, 37].map((x) => glyphAt(x, 10));
    expect(spans([...printed, commaAt(49), glyphAt(64), glyphAt(76)])).toEqual([
      [0, 5],
      [5, 7],
    ]);
  });

  it('puts every piece into one word, whatever stands in the line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 2, max: 30 })), {
          minLength: 1,
        }),
        (steps) => {
          let x = 0;
          const boxes = steps.map(([gap, width]) => {
            const box = glyphAt(x + gap, width);
            x = box.x + box.width;
            return box;
          });
          const words = wordsOf(lineOf(boxes));
          expect(words[0]!.begin).toBe(0);
          expect(words.at(-1)!.end).toBe(boxes.length);
          words.slice(1).forEach(({ begin }, i) => {
            expect(begin).toBe(words[i]!.end);
          });
        },
      ),
    );
  });
});
