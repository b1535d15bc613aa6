import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureSpacing } from '../../lib/read/micr-spacing.ts';

describe('measureSpacing', () => {
  it('counts the places from each character to the next', () => {
    expect(measureSpacing([0, 10, 20, 50, 60, 70])).toEqual({
      pitch: 10,
      pitches: [10, 10, 10, 10, 10],
      places: [1, 1, 3, 1, 1],
      even: 1,
    });
  });

  it('knows characters out of place', () => {
    expect(measureSpacing([0, 10, 20, 24, 34, 44]).even).toBeCloseTo(0.8);
  });

  it('takes the pitch of the neighbours where one part is printed wider', () => {
    const narrow = Array.from({ length: 12 }, (_, i) => 10 * i);
    const wide = Array.from({ length: 12 }, (_, i) => 160 + 15 * i);
    const { places, pitches } = measureSpacing([...narrow, ...wide]);
    expect(pitches[0]).toBe(10);
    expect(pitches.at(-1)).toBe(15);
    expect(places.slice(0, 11)).toEqual(new Array(11).fill(1));
    expect(places.slice(-9)).toEqual(new Array(9).fill(1));
  });

  it('refuses a single character', () => {
    expect(() => measureSpacing([4])).toThrow('Expected two centres or more but received 1');
  });

  it('finds any even line even, at any pitch and a little out of place', () => {
    const line = fc.record({
      pitch: fc.double({ min: 4, max: 40, noNaN: true }),
      places: fc.array(fc.constantFrom(1, 1, 1, 1, 1, 2), { minLength: 9, maxLength: 40 }),
      // Farther out of place, neighbours that all err one way can make two places look like one.
      jitter: fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), {
        minLength: 41,
        maxLength: 41,
      }),
    });
    fc.assert(
      fc.property(line, ({ pitch, places, jitter }) => {
        // Where every other place is empty nothing tells the pitch from its double.
        fc.pre(
          places.every((_, i) => places.slice(Math.max(0, i - 4), i + 5).filter((p) => p === 2).length < 3),
        );
        let at = 0;
        const centres = [0, ...places.map((count) => (at += count))].map(
          (place, i) => pitch * (place + jitter[i]!),
        );
        const found = measureSpacing(centres);
        expect(found.places).toEqual(places);
        expect(found.even).toBe(1);
      }),
    );
  });
});
