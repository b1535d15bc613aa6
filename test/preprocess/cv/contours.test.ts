import { describe, expect, it } from 'vitest';
import { type Contour, findContours } from '../../../lib/preprocess/cv/contours.ts';
import { inkOf } from '../pictures.ts';

function pointsOf(contour: Contour): string[] {
  return Array.from(
    { length: contour.length / 2 },
    (_, i) => `${contour[2 * i]},${contour[2 * i + 1]}`,
  ).sort();
}

describe('findContours', () => {
  it('follows every pixel of an outer border, up to the edge of the page', () => {
    const { outer, holes } = findContours(inkOf('###', '###', '###'));
    expect(holes).toEqual([]);
    expect(outer.map(pointsOf)).toEqual([['0,0', '0,1', '0,2', '1,0', '1,2', '2,0', '2,1', '2,2']]);
  });

  it('tells the hole of a ring from its outside', () => {
    const { outer, holes } = findContours(inkOf('.....', '.###.', '.#.#.', '.###.', '.....'));
    expect(outer.map(pointsOf)).toEqual([['1,1', '1,2', '1,3', '2,1', '2,3', '3,1', '3,2', '3,3']]);
    expect(holes.map(pointsOf)).toEqual([['1,2', '2,1', '2,3', '3,2']]);
  });

  it('counts the holes of an 8 and of a 0 that touch at a corner as three, in one outer border', () => {
    const { outer, holes } = findContours(
      inkOf('###....', '#.#....', '###....', '#.#....', '###....', '...###.', '...#.#.', '...###.'),
    );
    expect(outer).toHaveLength(1);
    expect(holes).toHaveLength(3);
  });

  it('sees ink inside a hole as an outer border of its own', () => {
    const { outer, holes } = findContours(inkOf('#####', '#...#', '#.#.#', '#...#', '#####'));
    expect(outer).toHaveLength(2);
    expect(holes).toHaveLength(1);
  });

  it('finds none on blank paper', () => {
    expect(findContours(inkOf('....', '....'))).toEqual({ outer: [], holes: [] });
  });
});
