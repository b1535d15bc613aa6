import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binarizeBySauvola } from '../../lib/preprocess/sauvola.ts';
import { windowAt } from './naive-window.ts';
import { anyPicture, greyOf, greyWhere, rowsOf } from './pictures.ts';

describe('binarizeBySauvola', () => {
  it('finds a dark stroke and leaves a faint stain', () => {
    const page = greyOf(
      [220, 220, 220, 220, 220, 220, 220],
      [220, 30, 220, 220, 220, 205, 220],
      [220, 30, 220, 220, 220, 205, 220],
      [220, 220, 220, 220, 220, 220, 220],
    );
    expect(rowsOf(binarizeBySauvola(page, { radius: 2 }))).toEqual([
      '.......',
      '.#.....',
      '.#.....',
      '.......',
    ]);
  });

  it('finds no ink on paper that darkens from side to side', () => {
    const page = greyWhere(60, 10, (x) => 255 - 2 * x);
    expect(binarizeBySauvola(page, { radius: 5 }).data).not.toContain(1);
  });

  it('is what the formula of the paper says, for any picture, window and weight', () => {
    const weights = fc.record({
      radius: fc.integer({ min: 1, max: 14 }),
      k: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      range: fc.integer({ min: 32, max: 200 }),
    });
    fc.assert(
      fc.property(anyPicture(255), weights, (page, options) => {
        const { data } = binarizeBySauvola(page, options);
        for (let at = 0; at < data.length; at++) {
          const { mean, deviation } = windowAt(
            page,
            at % page.width,
            Math.floor(at / page.width),
            options.radius,
          );
          const threshold = mean * (1 + options.k * (deviation / options.range - 1));
          // Two ways to add up may part at the last bit of a double.
          if (Math.abs(page.data[at]! - threshold) < 1e-6) continue;
          expect(data[at]).toBe(page.data[at]! < threshold ? 1 : 0);
        }
      }),
    );
  });
});
