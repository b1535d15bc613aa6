import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { binarizeAt, otsuThreshold } from '../../lib/preprocess/otsu.ts';
import { anyPicture, greyOf, inkOf } from './pictures.ts';

describe('otsuThreshold', () => {
  it('parts two levels, the darker one as ink', () => {
    const page = greyOf([200, 200, 40], [200, 40, 200]);
    expect(binarizeAt(page, otsuThreshold(page))).toEqual(inkOf('..#', '.#.'));
  });

  it('parts two clouds of levels between them', () => {
    const page = greyOf([10, 20, 30, 20], [200, 210, 220, 210], [205, 215, 210, 210]);
    const threshold = otsuThreshold(page);
    expect(threshold).toBeGreaterThanOrEqual(30);
    expect(threshold).toBeLessThan(200);
  });

  it.each([0, 128, 255])('finds no ink on a page of nothing but grey %i', (level) => {
    const page = greyOf([level, level], [level, level]);
    expect(binarizeAt(page, otsuThreshold(page)).data).toEqual(new Uint8Array(4));
  });

  it('finds no ink where there are no pixels', () => {
    expect(binarizeAt({ width: 0, height: 0, data: new Uint8Array() }, -1).data).toHaveLength(0);
    expect(otsuThreshold({ width: 0, height: 0, data: new Uint8Array() })).toBe(-1);
  });

  it('lets no other level part the classes with less variance inside them', () => {
    fc.assert(
      fc.property(anyPicture(255), (page) => {
        fc.pre(new Set(page.data).size > 1);
        const found = varianceInside(page, otsuThreshold(page));
        for (let level = 0; level < 255; level++) {
          expect(found).toBeLessThanOrEqual(varianceInside(page, level) + 1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Otsu's other form: least squared distance of all pixels from the mean of their own class. */
function varianceInside({ data }: GreyImage, threshold: number): number {
  const classes = [data.filter((level) => level <= threshold), data.filter((level) => level > threshold)];
  if (classes.some((members) => members.length === 0)) return Infinity;
  return classes.reduce((sum, members) => {
    const mean = members.reduce((total, level) => total + level, 0) / members.length;
    return sum + members.reduce((total, level) => total + (level - mean) ** 2, 0);
  }, 0);
}

describe('binarizeAt', () => {
  it('takes the threshold itself as ink', () => {
    expect(binarizeAt(greyOf([99, 100, 101]), 100)).toEqual(inkOf('##.'));
  });
});
