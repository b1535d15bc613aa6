import { describe, expect, it } from 'vitest';
import { E13B_GRIDS, E13B_PITCH, E13B_UNIT } from '../../samples/draw/e13b.ts';
import { gridOutline } from '../../samples/draw/grid-outline.ts';
import { drawMicrLine } from '../../samples/draw/micr-line.ts';
import { pathBounds } from '../../samples/draw/path.ts';

const grids: readonly (readonly [string, readonly string[]])[] = Object.entries(E13B_GRIDS);

describe('E13B_GRIDS', () => {
  it('holds the ten digits and the four symbols', () => {
    expect(grids.map(([character]) => character).join('')).toBe('0123456789ABCD');
  });

  it.each(grids)('draws %s nine rows high, all of one width, in ink and paper', (_, grid) => {
    expect(grid).toHaveLength(9);
    expect(new Set(grid.map((row) => row.length)).size).toBe(1);
    expect(grid.join('')).toMatch(/^[#.]+$/);
  });

  it('has the widths of the standard, in units', () => {
    expect(grids.map(([, [row]]) => row?.length).join('')).toBe('74456565767777');
  });

  it('tells all fourteen apart', () => {
    expect(new Set(grids.map(([, grid]) => grid.join('/'))).size).toBe(14);
  });

  it('lets every digit touch its top, bottom, left and right edge', () => {
    for (const [, grid] of grids.slice(0, 10)) {
      expect(pathBounds(gridOutline(grid))).toMatchObject({ y: 0, height: 9, width: grid[0]?.length });
    }
  });
});

describe('gridOutline', () => {
  it('walks around holes as well as around the shape', () => {
    const closed = (grid: readonly string[]) => gridOutline(grid).filter(({ type }) => type === 'Z').length;
    expect(closed(E13B_GRIDS['1'])).toBe(1);
    expect(closed(E13B_GRIDS['0'])).toBe(2);
    expect(closed(E13B_GRIDS['8'])).toBe(3);
    expect(closed(E13B_GRIDS.A)).toBe(3);
  });
});

describe('drawMicrLine', () => {
  it('sets right edges on the pitch, eight to the inch, and spaces as empty places', () => {
    const line = drawMicrLine('0 1A', { dpi: 1000, x: 10, baseline: 500 });
    expect(line.glyphs.map(({ text }) => text)).toEqual(['0', '1', 'A']);
    const rights = line.glyphs.map(({ box }) => box.x + box.width - 10);
    expect(rights).toEqual([1, 3, 4].map((place) => expect.closeTo(place * E13B_PITCH * 1000)));
    expect(line.box.y + line.box.height).toBeCloseTo(500);
    expect(line.box.height).toBeCloseTo(9 * E13B_UNIT * 1000);
  });

  it('refuses characters that E-13B does not have', () => {
    expect(() => drawMicrLine('12E', { dpi: 200, x: 0, baseline: 0 })).toThrow(/received "E"/);
  });
});
