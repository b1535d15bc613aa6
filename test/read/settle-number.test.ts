import { describe, expect, it } from 'vitest';
import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { STRIP_FRAME } from '../../lib/document/image.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { type PieceRange, type ReadLine, reachesOf, settleNumber } from '../../lib/read/settle-number.ts';
import { GLYPH_BOTTOM, GLYPH_TOP } from '../../lib/segment/line-strip.ts';
import { CLASSES, dotAt, glyphAt, LINE_HEIGHT, type LineOptions, lineOf, say } from './lines.ts';
import { spelledFrames } from './spelled-frames.ts';

function readOf(characters: string, boxes: readonly Box[], options: LineOptions = {}) {
  const line = lineOf(boxes, options);
  const scores = say(characters);
  return { line, classes: CLASSES, ...findNumbers(line, scores, CLASSES, { digitPrior: 0.5 }) };
}

function reachesIn(characters: string, boxes: readonly Box[]): [number, number][] {
  const read = readOf(characters, boxes);
  return reachesOf(read.numbers, read).map(({ begin, end }) => [begin, end]);
}

describe('reachesOf', () => {
  it('leaves a number as it is that nothing unread stands beside', () => {
    expect(reachesIn('12', [glyphAt(0), glyphAt(12)])).toEqual([[0, 2]]);
    expect(reachesIn('xx', [glyphAt(0), glyphAt(12)])).toEqual([]);
  });

  it('takes an unread pair right beside a number with it, on either side', () => {
    expect(reachesIn('12x', [glyphAt(0), glyphAt(12), glyphAt(24, 22)])).toEqual([[0, 3]]);
    expect(reachesIn('x12', [glyphAt(0, 22), glyphAt(24), glyphAt(36)])).toEqual([[0, 3]]);
  });

  it('makes one of two numbers that share an unread pair', () => {
    const boxes = [glyphAt(0), glyphAt(12), glyphAt(24, 22), glyphAt(48), glyphAt(60)];
    expect(readOf('12x34', boxes).numbers).toHaveLength(2);
    expect(reachesIn('12x34', boxes)).toEqual([[0, 5]]);
  });

  it('keeps two numbers apart with a word between', () => {
    const wide = [24, 48, 72, 96, 120, 144, 168].map((x) => glyphAt(x, 22));
    const boxes = [glyphAt(0), glyphAt(12), ...wide, glyphAt(212), glyphAt(224)];
    expect(reachesIn('12xxxxxxx34', boxes)).toEqual([
      [0, 5],
      [9, 11],
    ]);
  });

  it('leaves a pair that stands off, and a letter or symbol as narrow as a digit', () => {
    expect(reachesIn('12x', [glyphAt(0), glyphAt(12), glyphAt(30, 22)])).toEqual([[0, 2]]);
    expect(reachesIn('12x', [glyphAt(0), glyphAt(12), glyphAt(28, 22)])).toEqual([[0, 3]]);
    expect(reachesIn('12x', [glyphAt(0), glyphAt(12), glyphAt(24)])).toEqual([[0, 2]]);
  });

  it('leaves marks, and does not look behind them', () => {
    expect(reachesIn('12xx', [glyphAt(0), glyphAt(12), dotAt(23), glyphAt(27, 22)])).toEqual([[0, 2]]);
    expect(reachesIn('xx12', [glyphAt(0, 22), dotAt(23), glyphAt(27), glyphAt(39)])).toEqual([[2, 4]]);
  });
});

/** A strip that shows a line from `left` on, a column a pixel, its glyphs between the rows of full-size ones. */
function stripFrom(left: number, frames: number) {
  return {
    width: frames * STRIP_FRAME,
    data: new Uint8Array(0),
    toPage: (column: number, row: number) => ({
      x: left + column,
      y: ((row - GLYPH_TOP) * LINE_HEIGHT) / (GLYPH_BOTTOM - GLYPH_TOP),
    }),
  };
}

function settle(read: ReadLine, range: PieceRange, characters: string, sureness?: number) {
  const strip = stripFrom(0, characters.length);
  return settleNumber(read, range, { strip, ...spelledFrames(characters, sureness) });
}

describe('settleNumber', () => {
  const plain = readOf('12', [glyphAt(0), glyphAt(12)]);
  const whole = { begin: 0, end: 2 };

  it('gives what both read, cut as the lattice cuts it', () => {
    const number = settle(plain, whole, '__1_____2__')!;
    expect(number).toMatchObject(whole);
    expect(number.glyphs).toEqual(plain.numbers[0]!.glyphs);
    expect(number.box).toEqual(plain.numbers[0]!.box);
    expect(number.rawConfidence).toBeGreaterThan(0.95);
  });

  it('says how the digits are written where separators stand between them, and only there', () => {
    expect(settle(plain, whole, '__1__/__2_-')!.written).toBe('1/2');
    expect(settle(plain, whole, '__1_____2_-')).not.toHaveProperty('written');
  });

  it('writes a slash where print shows a stroke to be one, whether the line network sees it or not', () => {
    const stroke = (x: number) => ({ x, y: -2, width: 6, height: LINE_HEIGHT + 6 });
    const boxes = [glyphAt(0), stroke(12), glyphAt(20), glyphAt(32), stroke(44), glyphAt(52)];
    const date = readOf('412619', boxes);
    const all = { begin: 0, end: 6 };
    expect(settle(date, all, '__4___2_6___9__')!.written).toBe('4/26/9');
    expect(settle(date, all, '__4_/_2_6_-_9__')!.written).toBe('4/26-9');
  });

  it('gives nothing where both read no digit, also where letters stand', () => {
    const letters = readOf('xx', [glyphAt(0), glyphAt(12)]);
    expect(settle(letters, whole, '___________')).toBeUndefined();
    expect(settle(letters, whole, '__x_____x__')).toBeUndefined();
  });

  it('cuts otherwise than the lattice did if the line network reads what another cut has', () => {
    // The first piece, both as one, the second piece; one 4 is the likelier.
    const read = readOf('147', [glyphAt(0), glyphAt(10)], { merges: [[0, 1]] });
    expect(read.reading.steps.map(({ candidate }) => candidate)).toEqual([1]);
    const number = settle(read, whole, '__1_____7__', 0.999)!;
    expect(number.glyphs.map(({ candidate }) => candidate)).toEqual([0, 2]);
    expect(number.box).toEqual(unionBoxes(number.glyphs.map(({ box }) => box)));
  });

  it('takes digits that no cut parts from the line network, a box beside a box', () => {
    const read = readOf('1x', [glyphAt(0), glyphAt(12, 20)]);
    const number = settle(read, whole, '__1___44_____0__', 0.9999)!;
    expect(number.glyphs.map(({ text }) => text).join('')).toBe('140');
    expect(number.glyphs.map(({ candidate }) => candidate)).toEqual([undefined, undefined, undefined]);
    const boxes = number.glyphs.map(({ box }) => box);
    boxes.slice(1).forEach((box, k) => {
      expect(box.x).toBeCloseTo(boxes[k]!.x + boxes[k]!.width, 9);
    });
    // The fours are said in frames 6 and 7, columns 12 to 16; each box has the middle of its digit's frames in it.
    expect(boxes[1]!.x).toBeLessThan(14);
    expect(boxes[1]!.x + boxes[1]!.width).toBeGreaterThan(14);
    expect(boxes.map(({ y, height }) => [y, height])).toEqual(boxes.map(() => [0, LINE_HEIGHT]));
    expect(number.box).toEqual(unionBoxes(boxes));
  });

  it('says of each of these digits how sure the line network is of it', () => {
    const read = readOf('1x', [glyphAt(0), glyphAt(12, 20)]);
    const { glyphs } = settle(read, whole, '__1___4_____0__', 0.998)!;
    expect(glyphs).toHaveLength(3);
    for (const { text, probabilities } of glyphs) {
      expect(probabilities).toHaveLength(CLASSES.length);
      expect(probabilities[CLASSES.indexOf(text)]).toBeCloseTo(0.998, 5);
    }
  });

  it('weighs only the pieces it was asked for', () => {
    const read = readOf('12xx34', [glyphAt(0), glyphAt(12), ...[60, 72, 120, 132].map((x) => glyphAt(x))]);
    const number = settle(read, { begin: 4, end: 6 }, '__3_____4__')!;
    expect(number.glyphs.map(({ candidate }) => candidate)).toEqual([4, 5]);
    expect(number).toMatchObject({ begin: 4, end: 6 });
  });
});
