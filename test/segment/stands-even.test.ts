import { describe, expect, it } from 'vitest';
import { standsEven } from '../../lib/segment/stands-even.ts';
import { glyphAt, lineOf } from '../read/lines.ts';

/** Glyphs side by side whose feet are so many pixels lower than the line's. */
const lineWith = (...feet: readonly number[]) =>
  lineOf(feet.map((down, i) => ({ ...glyphAt(12 * i), y: down })));

describe('standsEven', () => {
  it('holds for glyphs on one foot, though some hang below it or touch a rule', () => {
    expect(standsEven(lineWith(0, 0, 1, 0))).toBe(true);
    expect(standsEven(lineWith(0, 6, 0, 0, 9, 0))).toBe(true);
  });

  it('does not for glyphs that stand up and down', () => {
    expect(standsEven(lineWith(0, 3, -3, 5, 0, -5))).toBe(false);
  });

  it('does not for so few that they say nothing', () => {
    expect(standsEven(lineWith(0, 0))).toBe(false);
  });
});
