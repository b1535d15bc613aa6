import { describe, expect, it } from 'vitest';
import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { STRIP_FRAME } from '../../lib/document/image.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { numbersInWord } from '../../lib/read/word-numbers.ts';
import { CLASSES, commaAt, glyphAt, lineOf, say } from './lines.ts';
import { spelledFrames } from './spelled-frames.ts';

const WEIGHTS = { frames: 0.3, lattice: 0.7, leastLattice: -20 };
const SURE_FRAMES = { frames: 0.9, lattice: 0.1, leastLattice: -20 };

/** What is found in a word that the glyph network reads as `glyphs`, the line network as `frames`, spread evenly over it. */
function found(glyphs: string, frames: string, boxes: readonly Box[], weights = WEIGHTS) {
  const line = lineOf(boxes);
  const numbers = findNumbers(line, say(glyphs), CLASSES, { digitPrior: 0.5 });
  const { x, width } = unionBoxes(boxes);
  const strip = {
    width: frames.length * STRIP_FRAME,
    data: new Uint8Array(0),
    toPage: (column: number) => ({ x: x + (column * width) / (frames.length * STRIP_FRAME), y: 0 }),
  };
  const word = { begin: 0, end: boxes.length };
  const read = { line, classes: CLASSES, ...numbers };
  return numbersInWord(read, word, { strip, ...spelledFrames(frames) }, weights).map(
    ({ glyphs: digits, written, begin, end }) => ({
      text: written ?? digits.map(({ text }) => text).join(''),
      pieces: [begin, end],
    }),
  );
}

const four = [glyphAt(0), glyphAt(12), glyphAt(24), glyphAt(36)];

describe('numbersInWord', () => {
  it('finds the digits among letters, each run by itself', () => {
    expect(found('x12x', '_x_1__2_x_', four)).toEqual([{ text: '12', pieces: [1, 3] }]);
    expect(found('1x23', '_1_x__2_3_', four).map(({ text }) => text)).toEqual(['1', '23']);
  });

  it('keeps separators amid digits, and leaves them out at the ends', () => {
    const boxes = [glyphAt(0), glyphAt(12), commaAt(24), glyphAt(32), glyphAt(44)];
    expect(found('12x34', '_1_2_,_3_4', boxes)).toEqual([{ text: '12,34', pieces: [0, 5] }]);
    expect(found('123x', '_1__2__3._', [...four.slice(0, 3), commaAt(36)])).toEqual([
      { text: '123', pieces: [0, 3] },
    ]);
  });

  it('takes a digit that the line network is sure of for one, whatever its glyph looks like', () => {
    expect(found('1234', '_1_2__3_4_', four)).toEqual([{ text: '1234', pieces: [0, 4] }]);
    expect(found('x234', '_1_2__3_4_', four, SURE_FRAMES)).toEqual([{ text: '1234', pieces: [0, 4] }]);
  });

  it('finds what the lattice alone takes for digits as well', () => {
    expect(found('xxxx', '_x_x__x_x_', four)).toEqual([]);
    expect(found('x12x', '_x_____x_', four).map(({ pieces }) => pieces)).toEqual([[1, 3]]);
  });
});
