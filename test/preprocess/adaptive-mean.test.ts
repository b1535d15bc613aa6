import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binarizeByLocalMean } from '../../lib/preprocess/adaptive-mean.ts';
import { windowAt } from './naive-window.ts';
import { anyPicture, greyOf, inkOf, rowsOf } from './pictures.ts';

describe('binarizeByLocalMean', () => {
  it('finds a stroke on paper that darkens from side to side', () => {
    const page = greyOf(
      [250, 210, 170, 130, 90],
      [250, 210, 100, 130, 90],
      [250, 210, 100, 130, 90],
      [250, 210, 170, 130, 90],
    );
    expect(rowsOf(binarizeByLocalMean(page, { radius: 1, offset: 30 }))).toEqual([
      '.....',
      '..#..',
      '..#..',
      '.....',
    ]);
  });

  it('finds no ink on flat paper', () => {
    expect(binarizeByLocalMean(greyOf([77, 77], [77, 77]), { radius: 1 })).toEqual(inkOf('..', '..'));
  });

  it('is what the definition says, for any picture and window', () => {
    const offsets = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(anyPicture(255), fc.integer({ min: 1, max: 14 }), offsets, (page, radius, offset) => {
        const { data } = binarizeByLocalMean(page, { radius, offset });
        for (let at = 0; at < data.length; at++) {
          const { sum, count } = windowAt(page, at % page.width, Math.floor(at / page.width), radius);
          expect(data[at]).toBe(page.data[at]! < sum / count - offset ? 1 : 0);
        }
      }),
    );
  });
});
