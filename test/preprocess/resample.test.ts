import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resample } from '../../lib/preprocess/resample.ts';
import { anyPicture, box, greyOf, greyWhere } from './pictures.ts';

const whole = ({ width, height }: { readonly width: number; readonly height: number }) =>
  box(0, 0, width, height);
const side = fc.integer({ min: 1, max: 20 });

describe('resample', () => {
  it('leaves a picture of the same size as it is', () => {
    fc.assert(
      fc.property(anyPicture(255), (picture) => {
        const { width, height, data } = picture;
        const same = resample(picture, whole(picture), width, height);
        same.forEach((level, i) => {
          expect(level).toBeCloseTo(data[i]!, 3);
        });
      }),
    );
  });

  it('keeps one level, whatever the sizes', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (w, h, width, height, level) => {
        const levels = resample(
          greyWhere(w, h, () => level),
          box(0, 0, w, h),
          width,
          height,
        );
        expect(levels).toHaveLength(width * height);
        for (const other of levels) expect(other).toBeCloseTo(level, 3);
      }),
    );
  });

  it('stays between the darkest and the brightest level', () => {
    fc.assert(
      fc.property(anyPicture(255), side, side, (picture, width, height) => {
        for (const level of resample(picture, whole(picture), width, height)) {
          expect(level).toBeGreaterThanOrEqual(Math.min(...picture.data) - 0.01);
          expect(level).toBeLessThanOrEqual(Math.max(...picture.data) + 0.01);
        }
      }),
    );
  });

  it('keeps the mean of what it shrinks, if there is paper at the sides', () => {
    fc.assert(
      fc.property(
        anyPicture(255),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 2, max: 4 }),
        (inner, x, y) => {
          // At its sides a filter makes up for what it lacks, so there the weights are others.
          const [width, height] = [inner.width + 4 * x, inner.height + 4 * y];
          const padded = greyWhere(x * Math.ceil(width / x), y * Math.ceil(height / y), (column, row) => {
            const [at, line] = [Math.floor(column) - 2 * x, Math.floor(row) - 2 * y];
            const inside = at >= 0 && at < inner.width && line >= 0 && line < inner.height;
            return inside ? inner.data[line * inner.width + at]! : 0;
          });
          const small = resample(padded, whole(padded), padded.width / x, padded.height / y);
          const sum = small.reduce((total, level) => total + level, 0) * x * y;
          expect(sum).toBeCloseTo(
            inner.data.reduce((total, level) => total + level, 0),
            1,
          );
        },
      ),
    );
  });

  it('shrinks with soft borders and grows with straight ones', () => {
    const step = greyOf([0, 0, 0, 0, 200, 200, 200, 200]);
    const half = [...resample(step, box(0, 0, 8, 1), 4, 1)];
    // Weights 1, 3, 3, 1 of the two pixels in the middle and one on each side.
    expect(half).toEqual([0, 25, 175, 200]);
    const twice = [...resample(greyOf([0, 200]), box(0, 0, 2, 1), 4, 1)];
    expect(twice).toEqual([0, 50, 150, 200]);
  });

  it('takes no notice of what lies outside of the part', () => {
    const picture = greyOf([9, 9, 9, 9], [9, 40, 80, 9], [9, 120, 160, 9], [9, 9, 9, 9]);
    expect([...resample(picture, box(1, 1, 2, 2), 2, 2)]).toEqual([40, 80, 120, 160]);
    expect([...resample(picture, box(1, 1, 2, 2), 1, 1)]).toEqual([100]);
  });
});
