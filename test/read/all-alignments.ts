import { DIGITS, type DigitFrames, ROW } from '../../lib/read/frames.ts';

/**
 * The probability of every text that frames can be read as, by the definition of CTC and without any of its short cuts:
 * each way to say one character a frame, repeats and then blanks left out.
 */
export function allTexts({ count, logs }: DigitFrames): Map<string, number> {
  const texts = new Map<string, number>();
  const walk = (frame: number, text: string, last: number, probability: number): void => {
    if (frame === count) {
      texts.set(text, (texts.get(text) ?? 0) + probability);
      return;
    }
    for (let character = 0; character < ROW; character++) {
      const said = character < DIGITS.length && character !== last ? DIGITS[character] : '';
      walk(frame + 1, text + said, character, probability * Math.exp(logs[frame * ROW + character]!));
    }
  };
  walk(0, '', -1, 1);
  return texts;
}
