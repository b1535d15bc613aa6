import { describe, expect, it } from 'vitest';
import { STRIP_FRAME } from '../../lib/document/image.ts';
import { UNCALIBRATED } from '../../lib/read/calibration.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import type { FrameScores } from '../../lib/read/frames.ts';
import { type PlaceOptions, placeWritings } from '../../lib/read/place-writings.ts';
import { CLASSES, glyphAt, lineOf, say } from './lines.ts';
import { spelledFrames } from './spelled-frames.ts';

/** What is read of what seem to be these digits, standing apart, in strips of which the line network says so of each frame. */
function writingsOf(digits: string, frames: FrameScores | readonly FrameScores[], options?: PlaceOptions) {
  const line = lineOf([...digits].map((_, i) => glyphAt(12 * i)));
  const read = { line, classes: CLASSES, ...findNumbers(line, say(digits), CLASSES, { digitPrior: 0.5 }) };
  const [first, ...others] = [frames].flat().map(({ classes, probabilities }) => ({
    classes,
    probabilities,
    strip: {
      width: (probabilities.length / classes.length) * STRIP_FRAME,
      data: new Uint8Array(0),
      toPage: (column: number, row: number) => ({ x: column, y: row }),
    },
  }));
  return placeWritings(read, [first!, ...others], UNCALIBRATED, options);
}

describe('placeWritings', () => {
  it('gives the digits with the signs that stand between them, the likeliest first', () => {
    const [best, ...others] = writingsOf('245', spelledFrames('_2_,_4_5_'));
    expect(best?.text).toBe('2,45');
    expect(best?.probability).toBeGreaterThan(0.9);
    expect(others.every(({ probability }) => probability < best!.probability)).toBe(true);
    const sum = [best!, ...others].reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('takes a comma that glyphs show as a 1 for no doubt about an amount', () => {
    const frames = spelledFrames('_2_,_4_5_0_', 0.97);
    const plain = writingsOf('21450', frames)[0]!;
    const amount = writingsOf('21450', frames, { isAmount: true })[0]!;
    expect([plain.text, amount.text]).toEqual(['2,450', '2,450']);
    expect(amount.probability).toBeGreaterThan(plain.probability);
  });

  it('averages what several looks at a line say', () => {
    const looks = ['_2_4_5_', '_2_1_5_', '_2_4_5_'].map((text) => spelledFrames(text, 0.95));
    const [best, next] = writingsOf('245', looks);
    const [alone] = writingsOf('245', looks[0]!);
    expect([best?.text, next?.text]).toEqual(['245', '215']);
    expect(best!.probability).toBeLessThan(alone!.probability);
  });
});
