import { describe, expect, it } from 'vitest';
import { countAscenders } from '../../lib/segment/count-ascenders.ts';
import { glyphAt, lineOf } from '../read/lines.ts';

/** A line in which every third glyph stands out by half the usual height, above or below. */
function line(out: 'above' | 'below', glyphs: number) {
  return lineOf(
    Array.from({ length: glyphs }, (_, i) => {
      const usual = { ...glyphAt(12 * i), y: 20, height: 20 };
      if (i % 3 !== 0) return usual;
      return out === 'above' ? { ...usual, y: 10, height: 30 } : { ...usual, height: 30 };
    }),
  );
}

describe('countAscenders', () => {
  it('counts what stands out above, and below', () => {
    expect(countAscenders([line('above', 12)])).toEqual({ ascenders: 4, descenders: 0 });
    expect(countAscenders([line('below', 12)])).toEqual({ ascenders: 0, descenders: 4 });
    expect(countAscenders([line('above', 12), line('below', 9)])).toEqual({ ascenders: 4, descenders: 3 });
  });

  it('has nothing to say about digits, which are all of one height, nor about a few glyphs', () => {
    expect(countAscenders([lineOf(Array.from({ length: 12 }, (_, i) => glyphAt(12 * i)))])).toEqual({
      ascenders: 0,
      descenders: 0,
    });
    expect(countAscenders([line('above', 5)])).toEqual({ ascenders: 0, descenders: 0 });
    expect(countAscenders([])).toEqual({ ascenders: 0, descenders: 0 });
  });
});
