import { describe, expect, it } from 'vitest';
import { reduceImage } from '../../lib/preprocess/reduce.ts';
import { greyOf } from './pictures.ts';

describe('reduceImage', () => {
  it('takes the mean of each block and leaves out what does not fill one', () => {
    const page = greyOf(
      [0, 100, 8, 8, 9],
      [100, 200, 8, 8, 9],
      [255, 255, 0, 4, 9],
      [255, 255, 4, 0, 9],
      [1, 1, 1, 1, 1],
    );
    expect(reduceImage(page, 2)).toEqual(greyOf([100, 8], [255, 2]));
  });

  it('gives the picture back for factor 1', () => {
    const page = greyOf([1, 2], [3, 4]);
    expect(reduceImage(page, 1)).toEqual(page);
  });

  it.each([0, -1, 1.5, 3, Number.NaN])('refuses factor %d for a picture of 4 x 2', (factor) => {
    const page = greyOf([1, 2, 3, 4], [5, 6, 7, 8]);
    expect(() => reduceImage(page, factor)).toThrow(
      new RangeError(`Expected integer between 1 and 2 for factor but received ${factor}`),
    );
  });
});
