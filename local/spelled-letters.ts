import { BLANK, OTHER } from '../lib/document/model-identity.ts';
import type { FrameScores } from '../lib/read/frames.ts';

/** What a network for words tells apart. */
export const WORD_CLASSES: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz', OTHER, BLANK];

/**
 * What a network for words says that sees each letter over two frames and a blank behind it; a space is three blanks, and what is no
 * letter another sign.
 */
export function spelledLetters(text: string, sureness = 0.95): FrameScores {
  const frame = (name: string) => {
    const rest = (1 - sureness) / (WORD_CLASSES.length - 1);
    return WORD_CLASSES.map((other) => (other === name ? sureness : rest));
  };
  const rows = [...text].flatMap((sign) => {
    if (sign === ' ') return [frame(BLANK), frame(BLANK), frame(BLANK)];
    const name = WORD_CLASSES.includes(sign) ? sign : OTHER;
    return [frame(name), frame(name), frame(BLANK)];
  });
  return { classes: WORD_CLASSES, probabilities: Float32Array.from(rows.flat()) };
}
