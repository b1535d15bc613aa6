import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf } from '../../lib/document/digits-of.ts';
import { signsAsStrokes } from '../../lib/read/signs-as-strokes.ts';

describe('signsAsStrokes', () => {
  it('gives the digits, and what they seem to be where commas and slashes pass for a 1', () => {
    const ways = signsAsStrokes('x 2,50/-');
    expect(ways.map(({ text }) => text).sort()).toEqual(['250', '2501', '2150', '21501'].sort());
    const logs = new Map(ways.map(({ text, log }) => [text, log]));
    expect(logs.get('250')).toBe(0);
    expect(logs.get('2150')).toBeLessThan(0);
    expect(logs.get('21501')).toBeCloseTo(2 * logs.get('2501')!);
  });

  it('begins with the digits themselves, and stays short whatever is written', () => {
    const writing = fc.string({ unit: fc.constantFrom(...'0123456789.,/-x '), maxLength: 40 });
    fc.assert(
      fc.property(writing, (text) => {
        const ways = signsAsStrokes(text);
        expect(ways[0]).toEqual({ text: digitsOf(text), log: 0 });
        expect(ways.length).toBeLessThanOrEqual(16);
      }),
    );
  });
});
