import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findStanding } from '../../lib/segment/find-standing.ts';
import { glyphAt, lineOf } from '../read/lines.ts';

const lone = (box: Box) => ({ ...lineOf([box]), box });
const stack = (count: number, pitch = 16) =>
  Array.from({ length: count }, (_, i) => lone({ x: 500, y: 100 + pitch * i, width: 20, height: 13 }));

describe('findStanding', () => {
  it('finds glyphs below each other, each in a line of its own', () => {
    expect(findStanding(stack(8))).toEqual([{ x: 500, y: 100, width: 20, height: 7 * 16 + 13 }]);
  });

  it('leaves a few, those that stand apart, and upright digits in a column', () => {
    expect(findStanding(stack(4))).toEqual([]);
    expect(findStanding(stack(8, 40))).toEqual([]);
    expect(findStanding(stack(8).map(({ box }) => lone({ ...box, width: 9 })))).toEqual([]);
  });

  it('leaves lines of text', () => {
    const rows = Array.from({ length: 6 }, (_, i) => {
      const line = lineOf([glyphAt(0), glyphAt(12), glyphAt(24)]);
      return { ...line, box: { ...line.box, y: 24 * i } };
    });
    expect(findStanding(rows)).toEqual([]);
  });
});
