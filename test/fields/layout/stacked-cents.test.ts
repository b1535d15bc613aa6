import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../lib/document/geometry.ts';
import { findStackedCents } from '../../../lib/fields/layout/stacked-cents.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
/** 100, then 00 over a line over 100. */
const UNITS = [box(10, 20, 8, 30), box(30, 20, 22, 30), box(58, 20, 22, 30)];
const OVER = [box(96, 8, 14, 14), box(116, 8, 14, 14)];
const BAR = box(94, 26, 36, 6);
const UNDER = [box(96, 36, 5, 15), box(106, 36, 10, 12), box(120, 36, 12, 12)];
const FRACTION = [...UNITS, ...OVER, BAR, ...UNDER];

describe('findStackedCents', () => {
  it('parts the units from what stands over the line', () => {
    expect(findStackedCents(FRACTION)).toEqual({ units: box(10, 20, 70, 30), cents: box(96, 8, 34, 14) });
  });

  it('finds it in any order of the ink, at any place and size', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(FRACTION, { minLength: FRACTION.length }),
        fc.nat({ max: 900 }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (ink, shift, scale) => {
          const moved = ink.map(({ x, y, width, height }) =>
            box(shift + scale * x, shift + scale * y, scale * width, scale * height),
          );
          const found = findStackedCents(moved)!;
          expect(found.cents.x).toBeCloseTo(shift + scale * 96);
          expect(found.units.x + found.units.width).toBeCloseTo(shift + scale * 80);
        },
      ),
    );
  });

  it.each([
    ['nothing stands under the line', [...UNITS, ...OVER, BAR]],
    ['nothing stands over it', [...UNITS, BAR, ...UNDER]],
    ['nothing stands before it', [...OVER, BAR, ...UNDER]],
    ['there is no line', [...UNITS, ...OVER, ...UNDER]],
    ['what stands over it is as large as the digits', [...UNITS, box(96, -8, 20, 30), BAR, ...UNDER]],
    ['there are but specks over it', [...UNITS, box(100, 20, 2, 2), BAR, ...UNDER]],
    ['the line runs under the whole amount', [...UNITS, ...OVER, box(5, 52, 140, 3), box(60, 60, 20, 12)]],
    ['it is a dash between digits', [...UNITS, box(90, 33, 16, 4), box(112, 20, 20, 30)]],
    ['there is nothing', []],
  ])('finds none where %s', (_, ink) => {
    expect(findStackedCents(ink)).toBeUndefined();
  });
});
