import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findRules } from '../../lib/preprocess/find-rules.ts';
import { box, inkBoxes } from './pictures.ts';
import { SMALL_RULES } from './rules-options.ts';

function rulesOf(...boxes: readonly Box[]) {
  return findRules(inkBoxes(120, 80, boxes), SMALL_RULES).map(({ direction, box: found }) => ({
    direction,
    box: found,
  }));
}

describe('findRules', () => {
  it('finds none on blank paper', () => {
    expect(rulesOf()).toEqual([]);
  });

  it('finds a lying and a standing rule, up to the edges of the page', () => {
    expect(rulesOf(box(0, 10, 120, 2), box(50, 0, 3, 80))).toEqual([
      { direction: 'lying', box: box(0, 10, 120, 2) },
      { direction: 'standing', box: box(50, 0, 3, 80) },
    ]);
  });

  it('tells the thickness', () => {
    const [rule] = findRules(inkBoxes(60, 20, [box(5, 5, 40, 3)]), SMALL_RULES);
    expect(rule!.thickness).toBe(3);
    expect(rule!.stretches.map(({ line, from, to }) => [line, from, to])).toEqual([
      [5, 5, 44],
      [6, 5, 44],
      [7, 5, 44],
    ]);
  });

  it('leaves strokes that are too short', () => {
    expect(rulesOf(box(10, 10, 20, 2), box(60, 10, 2, 30))).toEqual([]);
  });

  it('leaves thick bars, lying or standing', () => {
    expect(rulesOf(box(10, 10, 60, 9), box(90, 5, 9, 70))).toEqual([]);
  });

  it('follows a rule over breaks of a pixel', () => {
    const dotted = Array.from({ length: 20 }, (_, i) => box(10 + i * 5, 30, 4, 1));
    expect(rulesOf(...dotted)).toEqual([{ direction: 'lying', box: box(10, 30, 99, 1) }]);
  });

  it('follows a rule over wider gaps by the fragments in its course, and takes no stroke beside it', () => {
    const rule = [box(5, 30, 40, 2), box(52, 30, 12, 2), box(70, 31, 12, 1)];
    const strokeNearby = box(90, 40, 12, 2);
    expect(rulesOf(...rule, strokeNearby)).toEqual([{ direction: 'lying', box: box(5, 30, 77, 2) }]);
  });

  it('follows a rule that leans by a few pixels', () => {
    const steps = Array.from({ length: 4 }, (_, i) => box(5 + i * 27, 20 + i, 28, 2));
    const found = rulesOf(...steps);
    expect(found).toHaveLength(1);
    expect(found[0]!.box).toEqual(box(5, 20, 109, 5));
  });

  it('follows a standing rule past its torn ends, and no further than it goes', () => {
    const torn = [box(50, 3, 2, 5), box(51, 12, 2, 40), box(50, 56, 2, 6)];
    const [rule, ...others] = rulesOf(...torn, box(80, 3, 2, 9));
    expect(others).toEqual([]);
    expect([rule!.direction, rule!.box.y, rule!.box.height]).toEqual(['standing', 3, 59]);
    const far = [box(51, 22, 2, 40), box(50, 3, 2, 8)];
    expect(rulesOf(...far)).toEqual([{ direction: 'standing', box: box(51, 22, 2, 40) }]);
  });

  it('takes standing strokes between two lying rules for the sides of boxes, and no 1 that stops short of them', () => {
    const sides = [10, 40, 70].map((x) => box(x, 21, 2, 34));
    const comb = [box(10, 20, 92, 2), box(10, 54, 92, 2), ...sides];
    const one = box(54, 28, 3, 18);
    expect(rulesOf(...comb, one).map((rule) => rule.direction)).toEqual([
      'lying',
      'lying',
      'standing',
      'standing',
      'standing',
    ]);
    expect(rulesOf(...comb, one)).not.toContainEqual({ direction: 'standing', box: one });
  });

  it('takes no standing stroke for a side where nothing lies at its ends', () => {
    expect(rulesOf(box(30, 20, 2, 26))).toEqual([]);
    expect(rulesOf(box(10, 44, 92, 2), box(30, 20, 2, 26))).toHaveLength(1);
  });
});
