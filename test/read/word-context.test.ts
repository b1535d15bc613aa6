import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameScores } from '../../lib/read/frames.ts';
import { inContext } from '../../lib/read/word-context.ts';
import { likelyWritings } from '../../lib/read/written-text.ts';
import { spelledFrames } from './spelled-frames.ts';

/** Frames of `characters`, in which each `?` is a letter more likely than a 1, or the other way round. */
function doubtful(characters: string, letter: number): FrameScores {
  const { classes, probabilities } = spelledFrames(characters.replaceAll('?', 'x'));
  const row = classes.length;
  [...characters].forEach((character, frame) => {
    if (character !== '?') return;
    probabilities[frame * row + classes.indexOf('other')] = letter;
    probabilities[frame * row + classes.indexOf('1')] = 0.98 - letter;
  });
  return { classes, probabilities };
}

const readingOf = (look: FrameScores) => likelyWritings(inContext(look), 1)[0]!.text;

describe('inContext', () => {
  it.each([
    ['_7_?_8_', 0.6, '718'],
    ['_7_4_?_', 0.6, '741'],
    ['_1_5_5_,_7_?_8_', 0.7, '155,718'],
    ['_?_._5_', 0.6, '1.5'],
    ['_x_x_?_x_', 0.4, 'xxxx'],
    // Surely a letter, between digits though it is.
    ['_7_?_8_', 0.95, '7x8'],
    ['_x_?_x_', 0.05, 'x1x'],
    // Brackets, currency and percent signs.
    ['_x_?_0_x_', 0.6, 'x10x'],
    ['_7_?_x_', 0.6, '71x'],
    ['_x_?_x_x_', 0.4, 'xxxx'],
    // One change, wherever it is.
    ['_7_7_?_x_x_', 0.6, '77xxx'],
    ['_?_', 0.6, 'x'],
  ])('reads %s, a letter with %f, as %s', (characters, letter, text) => {
    expect(readingOf(doubtful(characters, letter))).toBe(text);
  });

  it('leaves frames as they are where they suit each other, and takes no probability away', () => {
    const clear = doubtful('_7_?_8_', 0.05);
    expect(inContext(clear)).toBe(clear);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'_?x7.'), { maxLength: 12 }),
        fc.double({ min: 0.05, max: 0.93, noNaN: true }),
        (characters, letter) => {
          const look = doubtful(characters.join(''), letter);
          const { probabilities } = inContext(look);
          const row = look.classes.length;
          for (let frame = 0; frame < characters.length; frame++) {
            const sum = (of: Float32Array) =>
              of.subarray(frame * row, (frame + 1) * row).reduce((all, one) => all + one, 0);
            expect(sum(probabilities)).toBeCloseTo(sum(look.probabilities), 5);
          }
        },
      ),
    );
  });
});
