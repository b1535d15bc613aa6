import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBoxes } from '../../../lib/fields/layout/find-boxes.ts';
import { findCombs } from '../../../lib/fields/layout/find-comb.ts';
import { look, lying, ruledBox, standing } from './cheques.ts';

describe('findCombs', () => {
  it('counts the cells, and says where their walls are', () => {
    const [comb, ...others] = findCombs(look({ rules: ruledBox(1_500, 60, 440, 60, 8) }));
    expect(others).toEqual([]);
    expect(comb?.cells).toBe(8);
    expect(comb?.walls.map(Math.round)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => 1_501 + 55 * i).map((x) => expect.closeTo(x, -1)),
    );
  });

  it('knows a comb by most of its walls, whichever were torn away', () => {
    const whole = ruledBox(1_500, 60, 440, 60, 8);
    const inner = whole.slice(3, -1);
    fc.assert(
      fc.property(fc.subarray(inner, { minLength: 2, maxLength: 2 }), (torn) => {
        const rules = whole.filter((rule) => !torn.includes(rule));
        expect(findCombs(look({ rules }))[0]?.cells).toBe(8);
      }),
    );
  });

  it('follows the longer of its two lying rules where the other one broke off', () => {
    const [, ...others] = ruledBox(1_500, 60, 440, 60, 8);
    const [comb] = findCombs(look({ rules: [lying(1_540, 60, 400), ...others] }));
    expect(comb?.cells).toBe(8);
    expect(comb?.box.x).toBeCloseTo(1_500, -1);
  });

  it('takes neither a box nor a table of unlike columns for one', () => {
    expect(findCombs(look({ rules: ruledBox(1_400, 360, 560, 90) }))).toEqual([]);
    const rules = [
      ...ruledBox(200, 400, 600, 60),
      ...[240, 380, 400, 610, 770].map((x) => standing(x, 400, 60)),
    ];
    expect(findCombs(look({ rules }))).toEqual([]);
  });
});

describe('findBoxes', () => {
  it('finds the box of an amount, its parts on either side of a wall, and both as one', () => {
    const rules = [...ruledBox(1_400, 360, 560, 90), standing(1_520, 360, 90)];
    const found = findBoxes(look({ rules }));
    const isAt = (x: number, width: number) =>
      found.some((box) => Math.abs(box.x - x) < 3 && Math.abs(box.width - width) < 3);
    expect([isAt(1_400, 120), isAt(1_520, 440), isAt(1_400, 560)]).toEqual([true, true, true]);
    expect(found).toHaveLength(3);
  });

  it('ends one with its lying rules where its right side is missing', () => {
    const rules = [lying(1_400, 360, 560), lying(1_400, 450, 560), standing(1_400, 360, 90)];
    expect(findBoxes(look({ rules })).map(({ width }) => Math.round(width))).toEqual([559]);
  });

  it('does not take two lines to write on for one', () => {
    expect(findBoxes(look({ rules: [lying(100, 200, 1_200), lying(100, 280, 1_200)] }))).toEqual([]);
  });
});
