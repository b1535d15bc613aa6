import { describe, expect, it } from 'vitest';
import { separateInk } from '../../lib/preprocess/separate-ink.ts';
import { greyOf, greyWhere, inkOf } from './pictures.ts';

const WIDTH = 160;
const HEIGHT = 80;

/** Pen strokes, 80 darker than their paper, with soft edges. */
function strokeDepth(x: number): number {
  const distance = Math.abs((x % 40) - 20);
  return distance < 2 ? 80 : distance < 3 ? 40 : 0;
}

/** Paper from white at the left to a dark grey at the right: darker there than ink is at the left. */
const shaded = greyWhere(WIDTH, HEIGHT, (x) => 250 - 0.85 * x - strokeDepth(x));

describe('separateInk', () => {
  it.each(['sauvola', 'adaptive-mean'] as const)('finds every stroke on shaded paper by %s', (method) => {
    const { binary } = separateInk(shaded, { dpi: 150, bitonal: false, method });
    for (let x = 0; x < WIDTH; x++) {
      const depth = strokeDepth(x + 0.5);
      // A soft edge may be ink or paper.
      if (depth === 40) continue;
      for (const y of [0, 17, HEIGHT - 1]) {
        expect([x, y, binary.data[y * WIDTH + x]]).toEqual([x, y, depth === 80 ? 1 : 0]);
      }
    }
  });

  it('tells soft ink from the paper round it: nothing on paper, bright in strokes, between on their edges', () => {
    const { soft } = separateInk(shaded, { dpi: 150, bitonal: false });
    const row = soft.data.subarray(40 * WIDTH, 41 * WIDTH);
    row.forEach((level, x) => {
      const depth = strokeDepth(x + 0.5);
      if (depth === 80) expect(level).toBeGreaterThan(200);
      if (depth === 0) expect(level).toBeLessThan(40);
    });
    expect(row[17]!).toBeGreaterThan(60);
    expect(row[17]!).toBeLessThan(row[19]!);
  });

  it('takes one level for the whole page by otsu', () => {
    const page = greyOf([10, 200, 200], [200, 10, 200]);
    expect(separateInk(page, { dpi: 150, bitonal: false, method: 'otsu' }).binary).toEqual(
      inkOf('#..', '.#.'),
    );
  });

  it('passes a bitonal page through, nothing soft', () => {
    const page = greyOf([0, 255, 0], [255, 255, 0]);
    const { binary, soft } = separateInk(page, { dpi: 150, bitonal: true, method: 'sauvola' });
    expect(binary).toEqual(inkOf('#.#', '..#'));
    expect(soft).toEqual(greyOf([255, 0, 255], [0, 0, 255]));
  });

  it('tells the contrast between ink and paper, however the paper is shaded', () => {
    const { contrast } = separateInk(shaded, { dpi: 150, bitonal: false });
    expect(Math.abs(contrast - 80)).toBeLessThanOrEqual(10);
    expect(separateInk(greyOf([0, 255]), { dpi: 150, bitonal: true }).contrast).toBe(255);
  });

  it('finds nothing on blank paper, white or grey, noisy or not', () => {
    for (const level of [255, 140]) {
      const noisy = greyWhere(60, 40, (x, y) => level - ((Math.floor(x) * 7 + Math.floor(y) * 13) % 5));
      const { binary, soft } = separateInk(noisy, { dpi: 150, bitonal: false });
      expect(binary.data).not.toContain(1);
      expect(Math.max(...soft.data)).toBeLessThan(100);
    }
  });

  it('takes paper for white where a window holds none, so that a blot stays ink to its middle', () => {
    const page = greyWhere(120, 120, (x, y) => (Math.hypot(x - 60, y - 60) < 45 ? 20 : 250));
    const { soft } = separateInk(page, { dpi: 150, bitonal: false, method: 'otsu' });
    expect(soft.data[60 * 120 + 60]).toBeGreaterThan(200);
    expect(soft.data[5 * 120 + 5]).toBe(0);
  });
});
