import { describe, expect, it } from 'vitest';
import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { STRIP_FRAME } from '../../lib/document/image.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { numberProbability, signsOf } from '../../lib/read/tell-number.ts';
import { CLASSES, glyphAt, LINE_HEIGHT, lineOf, say } from './lines.ts';
import { spelledFrames } from './spelled-frames.ts';

/** A line that the glyph network reads as `glyphs`, and that the line network reads as `frames`, spread evenly over it. */
function contextOf(glyphs: string, frames: string, boxes: readonly Box[]) {
  const line = lineOf(boxes);
  const read = { line, classes: CLASSES, ...findNumbers(line, say(glyphs), CLASSES, { digitPrior: 0.5 }) };
  const { x, width } = unionBoxes(boxes);
  const strip = {
    width: frames.length * STRIP_FRAME,
    data: new Uint8Array(0),
    toPage: (column: number) => ({ x: x + (column * width) / (frames.length * STRIP_FRAME), y: 0 }),
  };
  const word = { strip, ...spelledFrames(frames) };
  return { number: read.numbers[0]!, context: { read, word, usualHeight: LINE_HEIGHT, ink: paper } };
}

/** A page of which nothing is seen. */
const paper = {
  width: 100,
  height: 40,
  labels: new Int32Array(4000),
  soft: { width: 100, height: 40, data: new Uint8Array(4000) },
};

const four = [glyphAt(0), glyphAt(12), glyphAt(24), glyphAt(36)];
const probability = (...of: Parameters<typeof contextOf>) => {
  const { number, context } = contextOf(...of);
  return numberProbability(signsOf(number, context));
};

describe('numberProbability', () => {
  it('is high where both networks see digits, low where the line network sees letters', () => {
    const agreed = probability('1234', '_1_2_3_4_', four);
    expect(agreed).toBeGreaterThan(0.8);
    expect(probability('1234', '_x_x_x_x_', four)).toBeLessThan(agreed - 0.01);
    expect(probability('1234', '_1_2_x_x_', four)).toBeLessThan(probability('1234', '_1_2_3_4_', four));
  });

  it('sees digits beside letters that are lower than their line, and is less for it', () => {
    const low = [glyphAt(0), glyphAt(12), ...[60, 72].map((x) => ({ ...glyphAt(x), y: 7, height: 13 }))];
    const asHigh = [0, 12, 60, 72].map((x) => glyphAt(x));
    const signs = [low, asHigh].map((boxes) => {
      const { number, context } = contextOf('xx12', 'x_x_____1_2', boxes);
      return signsOf(number, context);
    });
    expect(signs[0]).toMatchObject({ low: 1, lettersInWord: 0.5, letters: 2 });
    expect(signs[1]).toMatchObject({ low: 0, lettersInWord: 0.5, letters: 2 });
    const [seenLow] = signs;
    expect(numberProbability(seenLow!)).toBeLessThan(numberProbability({ ...seenLow!, low: 0 }));
  });

  it('takes a bar that stands alone for none, another digit alone for one', () => {
    expect(probability('1', '_1_', [glyphAt(0)])).toBeLessThan(0.7);
    expect(probability('7', '_7_', [glyphAt(0)])).toBeGreaterThan(
      probability('1', '_1_', [glyphAt(0)]) + 0.1,
    );
    const { number, context } = contextOf('1', '_1_', [glyphAt(0)]);
    expect(signsOf(number, context)).toMatchObject({
      bar: 1,
      single: 1,
      ones: 1,
      zeros: 0,
      uneven: 0,
      low: 0,
    });
  });
});
