import { describe, expect, it } from 'vitest';
import type { NumberReading } from '../../lib/document/result.ts';
import { withStanding } from '../../lib/pipeline/read-standing.ts';

const number = (text: string, x: number, y: number, width: number, height: number): NumberReading => ({
  text,
  box: { x, y, width, height },
  confidence: 0.9,
  kind: 'printed',
  glyphs: [],
});

describe('withStanding', () => {
  it('takes a number that runs down the page for the pieces of it that were read upright', () => {
    const standing = number('91356315', 500, 100, 20, 130);
    const inside = number('0', 502, 120, 16, 12);
    const beside = number('42', 440, 120, 40, 20);
    expect(withStanding([beside, inside], [standing])).toEqual([beside, standing]);
    expect(withStanding([beside, inside], [])).toEqual([beside, inside]);
  });
});
