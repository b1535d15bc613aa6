import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { BinaryImage } from '../../lib/document/image.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { findRules } from '../../lib/preprocess/find-rules.ts';
import { removeRules } from '../../lib/preprocess/remove-rules.ts';
import { box, inkBoxes, rowsOf } from './pictures.ts';
import { SMALL_RULES } from './rules-options.ts';

const WIDTH = 120;
const HEIGHT = 80;

function cleaned(picture: BinaryImage): BinaryImage {
  return removeRules(picture, findRules(picture, SMALL_RULES));
}

function clean(...boxes: readonly Box[]): string[] {
  return rowsOf(cleaned(inkBoxes(WIDTH, HEIGHT, boxes)));
}

function picture(...boxes: readonly Box[]): string[] {
  return rowsOf(inkBoxes(WIDTH, HEIGHT, boxes));
}

describe('removeRules', () => {
  it('takes a rule out, lying or standing, with nothing left of it', () => {
    expect(clean(box(5, 40, 100, 2))).toEqual(picture());
    expect(clean(box(40, 5, 3, 70))).toEqual(picture());
  });

  it('leaves a stroke that a rule runs through whole', () => {
    const one = box(50, 30, 4, 22);
    expect(clean(one, box(0, 40, WIDTH, 2))).toEqual(picture(one));
  });

  it('leaves a slanted stroke whole and no more of the rule than beside it', () => {
    const slanted = Array.from({ length: 24 }, (_, i) => box(40 + Math.floor(i / 2), 20 + i, 4, 1));
    const stroke = inkBoxes(WIDTH, HEIGHT, slanted);
    const { data } = cleaned(inkBoxes(WIDTH, HEIGHT, [...slanted, box(0, 32, WIDTH, 2)]));
    stroke.data.forEach((ink, at) => {
      if (ink === 1) expect(data[at]).toBe(1);
    });
    const left = data.reduce((sum, ink, at) => sum + (ink === 1 && stroke.data[at] === 0 ? 1 : 0), 0);
    expect(left).toBeLessThanOrEqual(4);
    expect(findComponents({ width: WIDTH, height: HEIGHT, data }).components).toHaveLength(1);
  });

  it('leaves a digit that stands on a rule its foot', () => {
    const two = [
      box(30, 20, 12, 3),
      box(39, 20, 3, 10),
      box(30, 28, 12, 3),
      box(30, 28, 3, 12),
      box(30, 36, 12, 4),
    ];
    expect(clean(...two, box(0, 40, WIDTH, 2))).toEqual(picture(...two, box(30, 40, 12, 2)));
  });

  it('takes the cells of a comb from round a 1, corners and all but specks', () => {
    const cells = [0, 30, 60, 90].map((x) => box(10 + x, 20, 2, 35));
    const one = box(54, 28, 3, 18);
    const { components } = findComponents(
      cleaned(inkBoxes(WIDTH, HEIGHT, [box(10, 20, 92, 2), box(10, 53, 92, 2), ...cells, one])),
    );
    const full = components.filter((component) => component.area > 4);
    expect(full.map((component) => component.box)).toEqual([one]);
  });

  it('takes out a broken and ragged rule', () => {
    const pieces = [box(5, 40, 45, 2), box(51, 40, 45, 2), box(100, 40, 15, 2)];
    const fringe = [box(20, 42, 6, 1), box(33, 39, 4, 1), box(70, 42, 3, 1)];
    expect(clean(...pieces, ...fringe)).toEqual(picture());
  });

  it('takes out a torn standing rule', () => {
    expect(clean(box(50, 3, 2, 5), box(51, 12, 2, 40), box(50, 56, 2, 6))).toEqual(picture());
  });

  it('leaves thick bars and short dashes', () => {
    const kept = [box(10, 10, 60, 9), box(10, 60, 14, 3)];
    expect(clean(...kept)).toEqual(picture(...kept));
  });

  it('changes nothing where there is no rule, and does not touch the picture it is given', () => {
    const digits = inkBoxes(WIDTH, HEIGHT, [box(10, 10, 10, 14), box(30, 10, 3, 14)]);
    expect(removeRules(digits, [])).toEqual(digits);
    const ruled = inkBoxes(WIDTH, HEIGHT, [box(0, 40, WIDTH, 2)]);
    const before = ruled.data.slice();
    cleaned(ruled);
    expect(ruled.data).toEqual(before);
  });

  it('only ever takes ink away, from any picture', () => {
    const anyBox = fc.record({
      x: fc.integer({ min: 0, max: 60 }),
      y: fc.integer({ min: 0, max: 50 }),
      width: fc.integer({ min: 1, max: 60 }),
      height: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 12 }), (boxes) => {
        const page = inkBoxes(WIDTH, HEIGHT, boxes);
        const { data } = cleaned(page);
        expect(data.every((ink, at) => ink <= page.data[at]!)).toBe(true);
      }),
    );
  });
});
