import { describe, expect, it } from 'vitest';
import { unionBoxes } from '../../lib/document/geometry.ts';
import { joinLines } from '../../lib/segment/join-lines.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';
import { dotAt, glyphAt, lineOf } from '../read/lines.ts';

const side = { x: 55, y: -5, width: 2, height: 30 };
const column = { x: 150, y: -5, width: 2, height: 30 };
const first = lineOf([glyphAt(0), glyphAt(10)], { merges: [[0, 1]], dividers: [side] });
const second = lineOf([glyphAt(60), dotAt(71), glyphAt(80)], { merges: [[1, 2]], dividers: [side, column] });
const third: TextLine = { ...lineOf([glyphAt(200)]), height: 44, band: { top: -3, foot: 41 } };

describe('joinLines', () => {
  it('leaves one line as it is', () => {
    expect(joinLines([first])).toEqual({ line: first, order: [0] });
  });

  it.each([[[first, second, third]], [[third, first, second]], [[second, third, first]]] as const)(
    'puts lines in order from the left, with candidates that keep their pieces (%#)',
    (lines) => {
      const { line, order } = joinLines(lines);
      expect(order.map((at) => lines[at])).toEqual([first, second, third]);
      expect(line.pieces).toEqual([...first.pieces, ...second.pieces, ...third.pieces]);
      expect(line.candidates).toHaveLength(3 + 4 + 1);
      for (const { first: from, last, box } of line.candidates) {
        expect(unionBoxes(line.pieces.slice(from, last + 1).map((piece) => piece.box))).toEqual(box);
      }
      expect(line.candidates.map((candidate) => candidate.box)).toEqual(
        [first, second, third].flatMap(({ candidates }) => candidates.map(({ box }) => box)),
      );
      const places = line.candidates.map((candidate) => candidate.first * 10 + candidate.last);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    },
  );

  it('is as high as the first line given, and reaches over all', () => {
    const { line } = joinLines([third, first]);
    expect(line.height).toBe(44);
    expect(line.band).toEqual(third.band);
    expect(line.box).toEqual({ x: 0, y: 0, width: 210, height: 20 });
  });

  it('keeps each standing rule once', () => {
    expect(joinLines([first, second]).line.dividers).toEqual([side, column]);
  });
});
