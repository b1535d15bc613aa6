import { describe, expect, test } from 'vitest';
import { combsOfCells } from '../../lib/segment/combs-of-cells.ts';
import { proposePlaces } from '../../lib/segment/propose-places.ts';
import { ruleSeen } from '../../lib/segment/rule-seen.ts';
import { isOnComb, pageOf, picture } from './drawn-page.ts';

const row = (xs: readonly number[], width: number, y = 10) => xs.map((x) => ({ x, y, width, height: 40 }));

describe('combs of cells', () => {
  test('are cells of one size side by side', () => {
    expect(combsOfCells(row([0, 30, 60], 30), 100)).toEqual([
      { box: { x: 0, y: 10, width: 90, height: 40 }, cells: 3, gap: 0 },
    ]);
  });

  test('may have their cells apart', () => {
    const [comb] = combsOfCells(row([0, 40, 80, 120], 32), 100);
    expect(comb).toMatchObject({ cells: 4, box: { x: 0, width: 152 } });
    expect(comb!.gap).toBeCloseTo(0.2, 2);
  });

  test('count a cell as two whose wall is torn', () => {
    const cells = [...row([0, 30], 30), ...row([60], 60), ...row([120], 30)];
    expect(combsOfCells(cells, 100)).toMatchObject([{ cells: 5 }]);
  });

  test('are none of cells of several widths, far apart, or alone', () => {
    expect(combsOfCells([...row([0], 30), ...row([30], 45)], 100)).toEqual([]);
    expect(combsOfCells(row([0, 90], 30), 100)).toEqual([]);
    expect(combsOfCells(row([0], 30), 100)).toEqual([]);
  });
});

describe('places to write in', () => {
  const frame =
    (left: number, top: number, width: number, height: number) =>
    (x: number, y: number): boolean => {
      const [across, down] = [x - left, y - top];
      if (across < 0 || across > width + 1 || down < 0 || down > height + 1) return false;
      return across < 2 || across >= width || down < 2 || down >= height;
    };
  /** Three letters of a label. */
  const label = (left: number, top: number) => (x: number, y: number) =>
    y >= top && y < top + 9 && x >= left && x < left + 30 && (x - left) % 10 < 6;

  test('are combs, single boxes, cells of tables under their labels, and lines with a label before them', () => {
    const isInk = [
      isOnComb({ x: 40, y: 20, cell: 30, height: 36, cells: 5 }),
      frame(300, 20, 120, 36),
      ...[0, 1].flatMap((r) => [0, 1].map((c) => frame(40 + c * 150, 100 + r * 50, 150, 50))),
      label(46, 104),
      label(40, 250),
      (x: number, y: number) => x >= 80 && x < 240 && y >= 262 && y < 264,
      // A line without a label is one of many.
      (x: number, y: number) => x >= 300 && x < 420 && y >= 320 && y < 322,
    ];
    const page = pageOf(picture(480, 360, (x, y) => isInk.some((own) => own(x, y))));
    const { combs, places } = proposePlaces(page);
    expect(combs).toMatchObject([{ cells: 5, gap: 0 }]);
    expect(places.map(({ look }) => look).sort()).toEqual(['box', 'cell', 'cell', 'cell', 'cell', 'line']);
    const underLabel = places.find(({ at }) => at?.row === 1 && at.column === 1)!;
    expect(underLabel.box.y).toBeGreaterThan(112);
    expect(places.find(({ look }) => look === 'line')!.box).toMatchObject({ x: 80, width: 160 });
  });
});

describe('a rule', () => {
  const ink = picture(100, 40, (x, y) => y === 20 && x >= 10 && x < 60);

  test('is seen as far as there is ink, a little off its place too', () => {
    expect(ruleSeen({ direction: 'lying', at: 20.5, from: 10, to: 60 }, ink, 0)).toBe(1);
    expect(ruleSeen({ direction: 'lying', at: 23, from: 10, to: 110 }, ink, 3)).toBeCloseTo(0.5, 1);
    expect(ruleSeen({ direction: 'lying', at: 35, from: 10, to: 60 }, ink, 3)).toBe(0);
    expect(ruleSeen({ direction: 'standing', at: 30, from: 0, to: 40 }, ink, 1)).toBeLessThan(0.1);
  });
});
