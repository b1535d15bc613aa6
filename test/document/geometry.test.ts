import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  growBox,
  holdsCentre,
  overlapArea,
  overlapX,
  overlapY,
  unionBoxes,
} from '../../lib/document/geometry.ts';

const side = fc.integer({ min: 0, max: 1_000 });
const box = fc.record({ x: side, y: side, width: side, height: side });

test('growBox adds as much on every side', () => {
  expect(growBox({ x: 10, y: 20, width: 3, height: 4 }, 2)).toEqual({ x: 8, y: 18, width: 7, height: 8 });
});

describe('unionBoxes', () => {
  test('covers both and no more', () => {
    expect(
      unionBoxes([
        { x: 1, y: 2, width: 3, height: 4 },
        { x: 10, y: 0, width: 1, height: 1 },
      ]),
    ).toEqual({ x: 1, y: 0, width: 10, height: 6 });
  });

  test('holds every box that went in, in any order', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1 }), (boxes) => {
        const union = unionBoxes(boxes);
        expect(unionBoxes([...boxes].reverse())).toEqual(union);
        for (const { x, y, width, height } of boxes) {
          expect(x).toBeGreaterThanOrEqual(union.x);
          expect(y).toBeGreaterThanOrEqual(union.y);
          expect(x + width).toBeLessThanOrEqual(union.x + union.width);
          expect(y + height).toBeLessThanOrEqual(union.y + union.height);
        }
      }),
    );
  });

  test('refuses an empty list', () => {
    expect(() => unionBoxes([])).toThrow(
      new RangeError('Expected at least one box to unite but received none'),
    );
  });
});

describe('holdsCentre', () => {
  test('holds what reaches out of it by less than half, its left and upper edge included', () => {
    const outer = { x: 10, y: 10, width: 10, height: 10 };
    expect(holdsCentre(outer, { x: 8, y: 8, width: 4, height: 4 })).toBe(true);
    expect(holdsCentre(outer, { x: 18, y: 12, width: 4, height: 4 })).toBe(false);
    expect(holdsCentre(outer, { x: 12, y: 7, width: 4, height: 4 })).toBe(false);
  });
});

describe('overlaps', () => {
  test('are symmetric, and no larger than either box', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(overlapArea(a, b)).toBe(overlapArea(b, a));
        expect(overlapX(a, b)).toBeLessThanOrEqual(Math.min(a.width, b.width));
        expect(overlapY(a, b)).toBeLessThanOrEqual(Math.min(a.height, b.height));
        expect(overlapArea(a, a)).toBe(a.width * a.height);
      }),
    );
  });

  test('are nothing where boxes only touch', () => {
    expect(overlapX({ x: 0, y: 0, width: 5, height: 5 }, { x: 5, y: 0, width: 5, height: 5 })).toBe(0);
  });
});
