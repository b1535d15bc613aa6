import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { penLine, thinned } from '../../training/dump-strips/pen-line.ts';

const picture = (rows: readonly string[]): GreyImage => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 255 : 0)),
});

describe('thinned', () => {
  it('leaves the middle of a thick stroke', () => {
    const bar = picture(['.........', '.#######.', '.#######.', '.#######.', '.........']);
    const rows = Array.from({ length: 5 }, (_, y) => [...thinned(bar).subarray(9 * y, 9 * y + 9)]);
    expect(rows.map((row) => row.includes(1))).toEqual([false, false, true, false, false]);
    expect(rows[2]!.filter(Boolean).length).toBeGreaterThan(3);
  });

  it('keeps a ring closed', () => {
    const ring = picture(['.......', '.#####.', '.#####.', '.##.##.', '.#####.', '.#####.', '.......']);
    const middle = thinned(ring);
    expect(middle[3 * 7 + 3]).toBe(0);
    expect([...middle].filter(Boolean).length).toBeLessThan(12);
    // Each pixel of a closed line has two neighbours or more.
    for (const at of [...middle.keys()].filter((i) => middle[i] === 1)) {
      const round = [-8, -7, -6, -1, 1, 6, 7, 8].filter((step) => middle[at + step] === 1);
      expect(round.length).toBeGreaterThan(1);
    }
  });

  it('does without ink', () => {
    expect([...thinned(picture(['...', '...']))]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('penLine', () => {
  it('is as wide where the brush was thick as where it was thin', async () => {
    const height = 40;
    // A wedge: 3 pixels high at its left, 17 at its right.
    const wedge = picture(
      Array.from({ length: height }, (_, y) =>
        Array.from({ length: 80 }, (_, x) =>
          x > 3 && x < 76 && Math.abs(y - 20) <= 1 + x / 10 ? '#' : '.',
        ).join(''),
      ),
    );
    const line = await penLine(wedge, 3, 0);
    expect([line.width, line.height]).toEqual([40, 20]);
    const thick = (x: number) =>
      Array.from({ length: 20 }, (_, y) => line.data[y * 40 + x]! / 255).reduce((sum, own) => sum + own);
    for (const x of [8, 14, 20, 26]) expect(thick(x)).toBeCloseTo(3.5, 0);
  });
});
