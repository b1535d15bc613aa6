import { describe, expect, it } from 'vitest';
import { OTHER } from '../../lib/document/model-identity.ts';
import type { FrameScores } from '../../lib/read/frames.ts';
import { withoutLetters } from '../../lib/read/without-letters.ts';
import { LINE_CLASSES } from '../classify/fake-classifier.ts';
import { spelledFrames } from './spelled-frames.ts';

function said({ classes, probabilities }: FrameScores, frame: number, name: string): number {
  return probabilities[frame * classes.length + classes.indexOf(name)]!;
}

/** A frame that may be a letter or, so much less likely, this digit. */
function perhaps(digit: string): number[] {
  return LINE_CLASSES.map((name) => (name === OTHER ? 0.9 : name === digit ? 0.08 : 0.02 / 14));
}

function framesOf(...rows: readonly (readonly number[])[]): FrameScores {
  return { classes: LINE_CLASSES, probabilities: Float32Array.from(rows.flat()) };
}

const one = spelledFrames('1').probabilities;

describe('withoutLetters', () => {
  it('takes an odd digit behind the first one for a digit rather than for a letter', () => {
    const frames = withoutLetters(framesOf([...one], perhaps('4')));
    expect(said(frames, 1, '4')).toBeGreaterThan(0.4);
    expect(said(frames, 1, '4') / said(frames, 1, '7')).toBeCloseTo(0.08 / (0.02 / 14), 1);
  });

  it('leaves the currency sign before the digits as it is, and all that is no letter', () => {
    const before = spelledFrames('x_1,2');
    const after = withoutLetters(before);
    expect(said(after, 0, OTHER)).toBeCloseTo(0.99, 2);
    for (const [frame, name] of [...'1,2'].entries())
      expect(said(after, frame + 2, name)).toBeGreaterThan(0.98);
  });

  it('gives rows that add up to 1', () => {
    const { classes, probabilities } = withoutLetters(framesOf(perhaps('3'), perhaps('4'), [...one]));
    for (let at = 0; at < probabilities.length; at += classes.length) {
      const sum = probabilities.subarray(at, at + classes.length).reduce((total, one) => total + one, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });
});
