import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuarterTurn } from '../../lib/document/result.ts';
import { turnImage, unturnBox } from '../../lib/preprocess/turn.ts';
import { anyPicture, boundsWhere, greyOf } from './pictures.ts';

const turns: readonly QuarterTurn[] = [0, 90, 180, 270];
const anyTurn = fc.constantFrom(...turns);

describe('turnImage', () => {
  const page = greyOf([1, 2, 3], [4, 5, 6]);

  it.each([
    [0, greyOf([1, 2, 3], [4, 5, 6])],
    [90, greyOf([4, 1], [5, 2], [6, 3])],
    [180, greyOf([6, 5, 4], [3, 2, 1])],
    [270, greyOf([3, 6], [2, 5], [1, 4])],
  ] as const)('turns clockwise by %i degrees', (turn, turned) => {
    expect(turnImage(page, turn)).toEqual(turned);
  });

  it('turned once more to a full circle is as it was', () => {
    fc.assert(
      fc.property(anyPicture(255), anyTurn, (picture, turn) => {
        const back = ((360 - turn) % 360) as QuarterTurn;
        expect(turnImage(turnImage(picture, turn), back)).toEqual(picture);
      }),
    );
  });
});

describe('unturnBox', () => {
  it('finds where the marked pixels lay before any turn', () => {
    fc.assert(
      fc.property(anyPicture(1), anyTurn, (picture, turn) => {
        fc.pre(picture.data.includes(1));
        const marked = (level: number) => level === 1;
        const found = boundsWhere(turnImage(picture, turn), marked);
        expect(unturnBox(found, turn, picture.width, picture.height)).toEqual(boundsWhere(picture, marked));
      }),
    );
  });
});
