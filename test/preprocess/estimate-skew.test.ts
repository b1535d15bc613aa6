import { describe, expect, it } from 'vitest';
import { estimateSkew } from '../../lib/preprocess/estimate-skew.ts';
import { inkBoxes } from './pictures.ts';
import { textPage } from './text-page.ts';

describe('estimateSkew', () => {
  it.each([-10, -6.35, -3, -1, -0.4, -0.15, 0, 0.2, 0.55, 1.7, 4.25, 8, 10])(
    'finds text that leans by %d degrees',
    (degrees) => {
      expect(Math.abs(estimateSkew(textPage(850, 700, degrees)) - degrees)).toBeLessThanOrEqual(0.1);
    },
  );

  it('calls a blank page and a page of one blot straight', () => {
    expect(estimateSkew(inkBoxes(300, 200, []))).toBe(0);
    expect(estimateSkew(inkBoxes(300, 200, [{ x: 50, y: 50, width: 9, height: 9 }]))).toBe(0);
  });

  it('calls specks that lie in no rows straight', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const specks = Array.from({ length: 3_000 }, () => ({ x: next(498), y: next(398), width: 2, height: 2 }));
    expect(estimateSkew(inkBoxes(500, 400, specks))).toBe(0);
  });

  it('looks no further than it is told to', () => {
    const page = textPage(600, 500, 6);
    expect(Math.abs(estimateSkew(page, { maxDegrees: 7 }) - 6)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(estimateSkew(page, { maxDegrees: 2 }))).toBeLessThanOrEqual(2.5);
  });
});
