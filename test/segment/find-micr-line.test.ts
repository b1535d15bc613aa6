import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findMicrRows } from '../../lib/segment/find-micr-line.ts';
import { componentsAt } from './components.ts';

const DPI = 200;
const HEIGHT = 23;
const PITCH = 25;
/** Widths of digits, which stand with their right edges on the pitch. */
const WIDTHS = [18, 10, 10, 13, 15, 13, 15, 13, 18, 15];

/** Boxes of a line of E-13B; a space is an empty place. */
function magnetic(text: string, x: number, y: number, size = 1, climb = 0): Box[] {
  return [...text].flatMap((digit, place) => {
    if (digit === ' ') return [];
    const width = WIDTHS[Number(digit)]! * size;
    const right = x + (place + 1) * PITCH * size;
    return [{ x: right - width, y: y + climb * right, width, height: HEIGHT * size }];
  });
}

/** Letters side by side, as wide and far apart as in print. */
function text(count: number, x: number, y: number): Box[] {
  const widths = [13, 4, 11, 20, 9, 12, 3, 17];
  let left = x;
  return Array.from({ length: count }, (_, i) => {
    const box = { x: left, y, width: widths[(i * 5) % 8]!, height: HEIGHT - (i % 3 === 0 ? 7 : 0) };
    left += box.width + 3 + (i % 4 === 3 ? 9 : 0);
    return box;
  });
}

const rowsIn = (boxes: readonly Box[], dpi = DPI) => findMicrRows(componentsAt(...boxes), { dpi });
const LINE = '083656 500025033 290062 31';

describe('findMicrRows', () => {
  it('finds the line below the text, from end to end', () => {
    const line = magnetic(LINE, 100, 500);
    const [row] = rowsIn([...text(40, 60, 100), ...text(30, 60, 160), ...line]);
    expect(row).toMatchObject({ height: HEIGHT });
    expect(row!.box.x).toBe(line[0]!.x);
    expect(row!.box.x + row!.box.width).toBe(line.at(-1)!.x + line.at(-1)!.width);
    for (const { x } of line) expect(row!.middleAt(x)).toBeCloseTo(500 + HEIGHT / 2, 0);
  });

  it('follows a line that climbs', () => {
    const line = magnetic(LINE, 100, 500, 1, 0.03);
    const [row] = rowsIn(line);
    for (const { x, y } of line) expect(Math.abs(row!.middleAt(x + 8) - y - HEIGHT / 2)).toBeLessThan(3);
  });

  it('reaches a code that stands far behind the rest', () => {
    const line = magnetic('083656 500025033          31', 100, 500);
    const [row] = rowsIn(line);
    expect(row!.box.x + row!.box.width).toBe(line.at(-1)!.x + line.at(-1)!.width);
  });

  it('reaches a code that is broken in pieces', () => {
    const line = magnetic('083656 500025033', 100, 500);
    const end = line.at(-1)!.x + line.at(-1)!.width;
    const upper = { x: end + 120, y: 500, width: 12, height: 9 };
    const lower = { x: end + 120, y: 511, width: 12, height: 12 };
    const [row] = rowsIn([...line, upper, lower]);
    expect(row!.box.x + row!.box.width).toBe(end + 132);
  });

  it('finds a line that the picture shows wider from end to end', () => {
    const line = magnetic(LINE, 100, 500);
    const wider = line.map((box) => {
      const at = (x: number) => Math.round(100 + (x - 100) * (0.8 + (0.3 * (x - 100)) / 650));
      return { ...box, x: at(box.x), width: at(box.x + box.width) - at(box.x) };
    });
    const [row] = rowsIn(wider);
    expect(row!.box.x).toBe(wider[0]!.x);
    expect(row!.box.x + row!.box.width).toBe(wider.at(-1)!.x + wider.at(-1)!.width);
  });

  it('takes pieces of symbols beside the digits along', () => {
    const pieces = [
      { x: 72, y: 506, width: 3, height: 15 },
      { x: 78, y: 506, width: 3, height: 15 },
      { x: 84, y: 504, width: 7, height: 9 },
    ];
    const [row] = rowsIn([...pieces, ...magnetic(LINE, 100, 500)]);
    expect(row!.box.x).toBe(72);
  });

  it('finds no row in a few characters, and none on an empty page', () => {
    expect(rowsIn(magnetic('0836', 100, 500))).toEqual([]);
    expect(rowsIn([])).toEqual([]);
  });

  it('hands on the rows most like a MICR line where many are', () => {
    const many = Array.from({ length: 20 }, (_, i) => magnetic('01234567', 100, 60 * i)).flat();
    const rows = rowsIn([...many, ...magnetic(LINE, 100, 1_500)]);
    expect(rows).toHaveLength(8);
    expect(rows[0]!.box.y).toBe(1_500);
  });

  it('puts the bars of CMC-7 together', () => {
    // Seven bars to a character, most broken in two, and a blank in the middle of every third.
    const bars = Array.from({ length: 24 }, (_, place) =>
      [0, 3, 6, 9, 12, 15, 18].flatMap((at, bar) => {
        const x = 100 + place * PITCH + at;
        if (place % 3 === 1 && bar === 3) return [];
        const whole = { x, y: 500, width: 1, height: 22 };
        return bar % 2 === place % 2
          ? [whole]
          : [
              { ...whole, height: 9 },
              { ...whole, y: 513, height: 9 },
            ];
      }),
    ).flat();
    const [row] = rowsIn([...text(40, 60, 100), ...bars]);
    expect(row!.height).toBe(22);
    expect(row!.box).toEqual({ x: 100, y: 500, width: 23 * PITCH + 19, height: 22 });
  });

  it('finds the line at any size that a wrong dpi makes of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.55, max: 1.9, noNaN: true }), (size) => {
        const line = magnetic(LINE, 100, 500, size);
        const [row] = rowsIn(line);
        expect(row!.height).toBeCloseTo(HEIGHT * size);
        expect(row!.box.x).toBeCloseTo(line[0]!.x);
      }),
    );
  });

  it('gives the same rows whatever the order of the components', () => {
    const boxes = [...text(20, 60, 100), ...magnetic(LINE, 100, 500)];
    const boxOf = (given: readonly Box[]) => rowsIn(given).map(({ box }) => box);
    fc.assert(
      fc.property(fc.shuffledSubarray(boxes, { minLength: boxes.length }), (shuffled) => {
        expect(boxOf(shuffled)).toEqual(boxOf(boxes));
      }),
    );
  });
});
