import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import type { InkSource } from '../../lib/segment/cut-out.ts';
import { CLASSES, LINE_HEIGHT, lineOf, say } from './lines.ts';

/** How a glyph is drawn: the x of its two pixels of ink in each row, or a ring for a digit. */
type Draw = (row: number, height: number) => readonly number[];

const digit: Draw = (row, height) =>
  row === 0 || row === height - 1 ? [1, 2, 3, 4, 5, 6, 7, 8] : [0, 1, 8, 9];
const one: Draw = () => [4, 5];
const slash: Draw = (row, height) =>
  [Math.round((1 - row / height) * 0.45 * height)].flatMap((x) => [x, x + 1]);
const bow =
  (way: 1 | -1): Draw =>
  (row, height) => {
    const x = Math.round((way > 0 ? 0 : 4) + way * 4 * ((2 * row) / (height - 1) - 1) ** 2);
    return [x, x + 1];
  };
/** As a percent sign: its upper part stands left of its lower one. */
const percent: Draw = (row, height) => (row < height / 2 ? [0, 1, 5, 6] : [6, 7, 11, 12]);

const SHAPES: Readonly<Record<string, Draw>> = {
  '/': slash,
  '(': bow(1),
  ')': bow(-1),
  '%': percent,
  '1': one,
};

/** The numbers of a line with these glyphs, read as digits whatever they are. */
function numbersIn(
  glyphs: string,
  readAs: string,
  heightOf: (at: number) => number = () => LINE_HEIGHT,
): string[] {
  const width = glyphs.length * 16;
  const height = LINE_HEIGHT + 12;
  const data = new Uint8Array(width * height);
  const labels = new Int32Array(width * height);
  const boxes = [...glyphs].map((glyph, i): Box => {
    const draw = SHAPES[glyph] ?? digit;
    const tall = heightOf(i);
    const rows = Array.from({ length: tall }, (_, row) => draw(row, tall));
    const wide = Math.max(...rows.flat()) + 1;
    const box = { x: 2 + i * 14, y: LINE_HEIGHT - tall, width: wide, height: tall };
    rows.forEach((xs, row) => {
      for (const x of xs) {
        data[(box.y + row) * width + box.x + x] = 255;
        labels[(box.y + row) * width + box.x + x] = i + 1;
      }
    });
    return box;
  });
  const ink: InkSource = { width, height, labels, soft: { width, height, data } };
  const options = { digitPrior: 0.3, ink };
  const { numbers } = findNumbers(lineOf(boxes), say(readAs), CLASSES, options);
  return numbers.map((number) => number.glyphs.map(({ text }) => text).join(''));
}

describe('printSigns', () => {
  it('takes leaning strokes between upright digits for slashes that hold a date together', () => {
    expect(numbersIn('4/26/90', '4126190')).toEqual(['42690']);
    expect(numbersIn('4126190', '4126190')).toEqual(['4126190']);
  });

  it('leaves writing of uneven height as it is read', () => {
    const uneven = (at: number) => LINE_HEIGHT - (at % 3) * 3;
    expect(numbersIn('4/26/90', '4126190', uneven)).toEqual(['4126190']);
  });

  it('takes bowed strokes round a number for brackets, also round a single digit or a 1', () => {
    expect(numbersIn('(305)', '13051')).toEqual(['305']);
    expect(numbersIn('(8)', '181')).toEqual(['8']);
    expect(numbersIn('(1)', '111')).toEqual(['1']);
  });

  it('takes what is bowed behind a number for a 1 with a foot if no bracket was opened', () => {
    expect(numbersIn('305)', '3051')).toEqual(['3051']);
  });

  it('takes an 8 at the end whose upper ring stands to the left for a percent sign', () => {
    expect(numbersIn('50%', '508')).toEqual(['50']);
    expect(numbersIn('508', '508')).toEqual(['508']);
  });

  it('leaves a 1 that stands out by no more than a pixel or two', () => {
    expect(numbersIn('1444', '1444', (at) => (at === 0 ? 19 : 17))).toEqual(['1444']);
    expect(numbersIn('1444', '1444', (at) => (at === 0 ? 20 : 16))).toEqual(['444']);
  });

  it('takes what is lower than three digits of one height for letters', () => {
    const low = (at: number) => (at === 3 ? 15 : LINE_HEIGHT);
    expect(numbersIn('2005', '2005', low)).toEqual(['200']);
  });

  it('takes what stands out above before digits of one height for a dollar sign', () => {
    const tall = (at: number) => (at === 0 ? LINE_HEIGHT : 17);
    expect(numbersIn('5431', '5431', tall)).toEqual(['431']);
    expect(numbersIn('7431', '7431', tall)).toEqual(['7431']);
  });
});
