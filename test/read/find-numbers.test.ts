import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { CLASSES, commaAt, dotAt, glyphAt, hairlineAt, LINE_HEIGHT, lineOf, say, sayOf } from './lines.ts';

function numbersIn(characters: string, boxes: readonly Box[], dividers: readonly Box[] = []) {
  return findNumbers(lineOf(boxes, { dividers }), say(characters), CLASSES, { digitPrior: 0.3 }).numbers;
}

function textsIn(characters: string, boxes: readonly Box[], dividers: readonly Box[] = []): string[] {
  return numbersIn(characters, boxes, dividers).map(({ glyphs }) => glyphs.map(({ text }) => text).join(''));
}

/** Glyphs one after the other, each so many pixels after the one before. */
function glyphsBy(...strides: readonly number[]): Box[] {
  const sumTo = (i: number) => strides.slice(0, i).reduce((sum, stride) => sum + stride, 0);
  return Array.from({ length: strides.length + 1 }, (_, i) => glyphAt(sumTo(i)));
}

/** The side of a comb's cell, or a table's column if it is high. */
function dividerAt(x: number, height: number): Box {
  return { x, y: (LINE_HEIGHT - height) / 2, width: 2, height };
}

describe('findNumbers', () => {
  it('finds a number with its glyphs, its box and how sure it is', () => {
    const boxes = glyphsBy(12, 12, 12);
    const [number, ...others] = numbersIn('2024', boxes);
    expect(others).toEqual([]);
    expect(number!.glyphs).toEqual(
      [...'2024'].map((text, i) => ({ candidate: i, text, box: boxes[i], ...sayOf(text) })),
    );
    expect([number!.begin, number!.end]).toEqual([0, 4]);
    expect(number!.box).toEqual({ x: 0, y: 0, width: 46, height: LINE_HEIGHT });
    expect(number!.rawConfidence).toBeGreaterThan(0.9);
    expect(number!.rawConfidence).toBeLessThanOrEqual(1);
  });

  it('finds none in a word or in dots', () => {
    expect(textsIn('xxxx', glyphsBy(12, 12, 12))).toEqual([]);
    expect(textsIn('xx', [dotAt(0), dotAt(8)])).toEqual([]);
  });

  it('goes on over dots, commas and dashes, and leaves them out of the text', () => {
    const dash = { x: 61, y: 9, width: 8, height: 3 };
    const boxes = [
      glyphAt(0),
      dotAt(12),
      glyphAt(17),
      glyphAt(29),
      dotAt(41),
      glyphAt(46),
      dash,
      glyphAt(72),
    ];
    expect(textsIn('1x23x4x5', boxes)).toEqual(['12345']);
  });

  it('takes a high stroke with a dash behind it for the slash of "/-", and a 1 without either for a 1', () => {
    const digits = glyphsBy(12, 12);
    const slash = { x: 36, y: -4, width: 6, height: LINE_HEIGHT + 8 };
    const one = { x: 36, y: 0, width: 6, height: LINE_HEIGHT };
    const dash = { x: 46, y: 9, width: 14, height: 3 };
    expect(textsIn('5001x', [...digits, slash, dash])).toEqual(['500']);
    expect(textsIn('5001x', [...digits, one, dash])).toEqual(['5001']);
    // By hand digits are of many heights, and a 1 may be the highest.
    const uneven = digits.map((box, i) => ({ ...box, height: box.height - 3 * i }));
    expect(textsIn('5001', [...uneven, slash])).toEqual(['5001']);
  });

  it('takes strokes that stand out of print for slashes between digits and brackets round them', () => {
    const stroke = (x: number) => ({ x, y: -2, width: 6, height: LINE_HEIGHT + 6 });
    const date = [glyphAt(0), stroke(12), glyphAt(20), glyphAt(32), stroke(44), glyphAt(52)];
    expect(textsIn('412619', date)).toEqual(['4269']);
    expect(textsIn('121', [stroke(0), glyphAt(8), stroke(20)])).toEqual(['2']);
    expect(textsIn('1251', [glyphAt(0, 6), glyphAt(8), glyphAt(20), glyphAt(32, 6)])).toEqual(['1251']);
    expect(textsIn('21', [glyphAt(0), stroke(12)])).toEqual(['21']);
  });

  it('goes on over a comma that hangs low, however large, and stops at as much ink that does not', () => {
    const boxes = (between: Box) => [glyphAt(0), glyphAt(12), between, glyphAt(30), glyphAt(42)];
    expect(textsIn('12x34', boxes(commaAt(24)))).toEqual(['1234']);
    expect(textsIn('12x34', boxes({ ...commaAt(24), y: 0 }))).toEqual(['12', '34']);
  });

  it('goes on over a hairline, which makes no word of a digit either', () => {
    expect(textsIn('1x2', [glyphAt(0), hairlineAt(12), glyphAt(15)])).toEqual(['12']);
    expect(textsIn('1x', [glyphAt(0), hairlineAt(12)])).toEqual(['1']);
    expect(textsIn('1x', [glyphAt(0), glyphAt(12, 2)])).toEqual([]);
  });

  it('ends a number before a dot that nothing follows', () => {
    const [number] = numbersIn('x12x', [dotAt(0), glyphAt(5), glyphAt(17), dotAt(29)]);
    expect(number!.box).toEqual({ x: 5, y: 0, width: 22, height: LINE_HEIGHT });
    expect(number!.glyphs.map(({ candidate }) => candidate)).toEqual([1, 2]);
    expect([number!.begin, number!.end]).toEqual([1, 3]);
  });

  it('parts numbers at a gap that is wider than the others', () => {
    expect(textsIn('123456', glyphsBy(12, 12, 60, 12, 12))).toEqual(['123', '456']);
    expect(textsIn('12', glyphsBy(90))).toEqual(['1', '2']);
    expect(textsIn('12', glyphsBy(14))).toEqual(['12']);
  });

  it('drops dots that stand in such a gap', () => {
    const boxes = [glyphAt(0), glyphAt(12), dotAt(24), glyphAt(112), glyphAt(124)];
    expect(textsIn('12x34', boxes)).toEqual(['12', '34']);
  });

  it('holds the digits of a comb together: evenly apart, or with cell sides between', () => {
    expect(textsIn('12345', glyphsBy(30, 30, 30, 30))).toEqual(['12345']);
    const sides = [25, 55, 85].map((x) => dividerAt(x, 30));
    expect(textsIn('1234', glyphsBy(40, 24, 38), sides)).toEqual(['1234']);
    expect(textsIn('12', glyphsBy(34), [dividerAt(22, 30)])).toEqual(['12']);
  });

  it('parts a comb from glyphs without cells beside it', () => {
    const after = [25, 55, 85].map((x) => dividerAt(x, 30));
    expect(textsIn('123456', glyphsBy(30, 30, 30, 12, 12), after)).toEqual(['123', '456']);
    const before = [25, 55, 85].map((x) => dividerAt(x + 4, 30));
    expect(textsIn('456123', glyphsBy(12, 12, 30, 30, 30), before)).toEqual(['456', '123']);
  });

  it('holds a comb together that lost the side of a cell', () => {
    const sides = [25, 85].map((x) => dividerAt(x, 30));
    expect(textsIn('1234', glyphsBy(30, 30, 30), sides)).toEqual(['1234']);
  });

  it('parts the columns of a table, however near they are', () => {
    expect(textsIn('1234', glyphsBy(12, 14, 12), [dividerAt(23, 300)])).toEqual(['12', '34']);
  });

  it('drops digits in a word, and keeps those beside one', () => {
    expect(textsIn('x1x', glyphsBy(12, 12))).toEqual([]);
    expect(textsIn('1xxx', glyphsBy(12, 12, 12))).toEqual([]);
    expect(textsIn('xxx12', glyphsBy(12, 12, 40, 12))).toEqual(['12']);
  });

  it('keeps two digits or more that a crossed cell stands right beside, and not a lone one', () => {
    expect(textsIn('x76', glyphsBy(12, 12))).toEqual(['76']);
    expect(textsIn('76x', glyphsBy(12, 12))).toEqual(['76']);
    expect(textsIn('x176', glyphsBy(12, 12, 12))).toEqual(['176']);
    expect(textsIn('x6', glyphsBy(12))).toEqual([]);
  });

  it('keeps a long number with a letter right beside it', () => {
    expect(textsIn('x1234567x', glyphsBy(...Array.from({ length: 8 }, () => 12)))).toEqual(['1234567']);
  });

  it('gives the reading of the whole line beside its numbers', () => {
    const { reading } = findNumbers(lineOf(glyphsBy(12, 12)), say('1x2'), CLASSES, { digitPrior: 0.3 });
    expect(reading.steps).toHaveLength(3);
  });
});
