import { describe, expect, it } from 'vitest';
import { STRIP_FRAME } from '../../lib/document/image.ts';
import { UNCALIBRATED } from '../../lib/read/calibration.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import type { FrameScores } from '../../lib/read/frames.ts';
import { placeWritings } from '../../lib/read/place-writings.ts';
import { CLASSES, glyphAt, lineOf, say } from './lines.ts';
import { spelledFrames } from './spelled-frames.ts';

/** What is read of digits that stand apart, in a strip in which the line network says so of each frame. */
function writingsOf(digits: string, { classes, probabilities }: FrameScores) {
  const line = lineOf([...digits].map((_, i) => glyphAt(12 * i)));
  const read = { line, classes: CLASSES, ...findNumbers(line, say(digits), CLASSES, { digitPrior: 0.5 }) };
  const strip = {
    width: (probabilities.length / classes.length) * STRIP_FRAME,
    data: new Uint8Array(0),
    toPage: (column: number, row: number) => ({ x: column, y: row }),
  };
  return placeWritings(read, { strip, classes, probabilities }, UNCALIBRATED);
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
});
