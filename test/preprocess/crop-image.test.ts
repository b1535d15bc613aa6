import { describe, expect, it } from 'vitest';
import { cropImage } from '../../lib/preprocess/crop-image.ts';
import { box, greyOf } from './pictures.ts';

const picture = greyOf([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]);

describe('cropImage', () => {
  it('takes the part in the box', () => {
    expect(cropImage(picture, box(1, 1, 2, 2))).toEqual(greyOf([6, 7], [10, 11]));
    expect(cropImage(picture, box(3, 0, 1, 3))).toEqual(greyOf([4], [8], [12]));
  });

  it('takes the picture itself if that is the box', () => {
    expect(cropImage(picture, box(0, 0, 4, 3))).toBe(picture);
  });

  it('shares no bytes with what it was cut from', () => {
    const part = cropImage(picture, box(0, 0, 4, 2));
    part.data.fill(0);
    expect(picture.data[0]).toBe(1);
  });

  it.each([
    box(-1, 0, 2, 2),
    box(0, -1, 2, 2),
    box(3, 0, 2, 1),
    box(0, 2, 1, 2),
    box(0, 0, 0, 1),
    box(0, 0, 1, 0),
    box(0.5, 0, 1, 1),
    box(0, 0, Number.NaN, 1),
  ])('refuses the box %o', (outside) => {
    expect(() => cropImage(picture, outside)).toThrow(RangeError);
    expect(() => cropImage(picture, outside)).toThrow('Expected a box of whole pixels inside 4 x 3');
  });
});
