import { describe, expect, it } from 'vitest';
import { inkOfRow } from '../../lib/segment/ink-of-row.ts';
import { componentsAt } from './components.ts';

const ROW = { x: 100, y: 200, width: 800, height: 100 };
const kept = (x: number, y: number, width: number, height: number) =>
  inkOfRow(ROW, componentsAt({ x, y, width, height })).length === 1;

describe('inkOfRow', () => {
  it('has what stands in the row, and nothing beside it', () => {
    expect(kept(150, 230, 40, 50)).toBe(true);
    expect(kept(20, 230, 40, 50)).toBe(false);
    expect(kept(950, 230, 40, 50)).toBe(false);
    expect(kept(150, 320, 40, 50)).toBe(false);
  });

  it('has a letter whose loops are higher than the row, as an f, but no stroke of a signature', () => {
    expect(kept(150, 190, 50, 120)).toBe(true);
    expect(kept(150, 180, 50, 150)).toBe(false);
  });

  it('has a letter that hangs below the row, as a y, but nothing that hangs into it from above', () => {
    expect(kept(150, 255, 50, 95)).toBe(true);
    expect(kept(150, 275, 50, 95)).toBe(false);
    expect(kept(150, 150, 50, 95)).toBe(false);
  });
});
