import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { groupLines } from '../../lib/segment/group-lines.ts';
import { box } from '../preprocess/pictures.ts';
import { componentsAt } from './components.ts';

const DPI = 200;

/** A word of glyphs 20 wide and 30 high. */
function word(x: number, y: number, glyphs: number, pitch = 26): Box[] {
  return Array.from({ length: glyphs }, (_, i) => box(x + pitch * i, y, 20, 30));
}

/** The lines as labels, which count the boxes from 1. */
function labelsOf(...boxes: readonly Box[]): number[][] {
  return groupLines(componentsAt(...boxes), { dpi: DPI }).map(({ components }) =>
    components.map(({ label }) => label),
  );
}

describe('groupLines', () => {
  it('finds none among no components', () => {
    expect(groupLines([], { dpi: DPI })).toEqual([]);
  });

  it('parts two lines, the upper one first, each from left to right', () => {
    const [upper, lower] = [word(10, 10, 3), word(10, 60, 4)];
    expect(labelsOf(...[...lower].reverse(), ...upper)).toEqual([
      [5, 6, 7],
      [4, 3, 2, 1],
    ]);
  });

  it('tells the box and the height of a line, which small marks do not lower', () => {
    const dots = [box(86, 36, 4, 4), box(92, 36, 4, 4), box(88, 30, 4, 4), box(40, 36, 4, 4)];
    const [line] = groupLines(componentsAt(...word(10, 10, 3), ...dots), { dpi: DPI });
    expect(line!.height).toBe(30);
    expect(line!.box).toEqual(box(10, 10, 86, 30));
  });

  it('holds together a line that rises, and one of glyphs of unlike height', () => {
    const rising = Array.from({ length: 8 }, (_, i) => box(10 + 26 * i, 60 - 3 * i, 20, 30));
    expect(labelsOf(...rising)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8]]);
    expect(labelsOf(box(10, 10, 20, 30), box(36, 17, 16, 23), box(58, 6, 20, 38))).toEqual([[1, 2, 3]]);
  });

  it('takes commas, dots and dashes into the line that they stand in', () => {
    const comma = box(62, 33, 5, 9);
    const dash = box(120, 24, 14, 4);
    const [first, second] = [word(10, 10, 2), word(70, 10, 2)];
    const last = word(140, 10, 2);
    expect(labelsOf(...first, ...second, ...last, comma, dash)).toEqual([[1, 2, 7, 3, 4, 8, 5, 6]]);
  });

  it('holds digits together that a comma parts, however far that hangs below', () => {
    const comma = box(64, 30, 8, 20);
    expect(labelsOf(...word(10, 10, 2), comma, ...word(84, 10, 2))).toEqual([[1, 2, 3, 4, 5]]);
  });

  it('goes on behind a comma that is abreast of the glyph before it only, but not far behind', () => {
    const before = [box(10, 13, 20, 30), box(36, 13, 20, 30)];
    const comma = box(62, 31, 8, 16);
    expect(labelsOf(...before, comma, ...word(84, 10, 2))).toEqual([[1, 2, 3, 4, 5]]);
    expect(labelsOf(...before, comma, ...word(104, 10, 2))).toEqual([
      [4, 5],
      [1, 2, 3],
    ]);
  });

  it('leaves out what is left of a rule: it would stand amid the glyphs', () => {
    expect(labelsOf(...word(10, 10, 4), box(8, 8, 100, 3))).toEqual([[1, 2, 3, 4]]);
  });

  it('takes the flag of a 5 that came loose into its line', () => {
    expect(labelsOf(...word(10, 20, 3), box(68, 14, 14, 5))).toEqual([[1, 2, 3, 4]]);
  });

  it('parts columns that stand far apart', () => {
    expect(labelsOf(...word(10, 10, 3), ...word(400, 10, 3))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('leaves out a lone dot, and what is larger than any character', () => {
    expect(
      labelsOf(...word(10, 10, 3), box(500, 300, 4, 4), box(0, 200, 900, 40), box(700, 0, 30, 390)),
    ).toEqual([[1, 2, 3]]);
  });

  it('puts no component into two lines, and all glyphs of ordinary size into one', () => {
    const anyBox = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 30 }), (boxes) => {
        const components = componentsAt(...boxes);
        const lines = groupLines(components, { dpi: DPI });
        const placed = lines.flatMap((line) => line.components.map(({ label }) => label));
        expect(new Set(placed).size).toBe(placed.length);
        const glyphs = components.filter((component) => component.box.height >= 20).map(({ label }) => label);
        expect(placed).toEqual(expect.arrayContaining(glyphs));
        for (const line of lines) {
          expect(line.box).toEqual(unionBoxes(line.components.map((component) => component.box)));
          const middles = line.components.map((component) => component.box.x + component.box.width / 2);
          expect(middles).toEqual([...middles].sort((a, b) => a - b));
        }
        const tops = lines.map((line) => line.box.y);
        expect(tops).toEqual([...tops].sort((a, b) => a - b));
      }),
    );
  });
});
