import { BLANK, OTHER } from '../../lib/document/model-identity.ts';
import type { FrameScores } from '../../lib/read/frames.ts';
import { LINE_CLASSES } from '../classify/fake-classifier.ts';

/** A row of a line network that is sure (`sureness`) of one class. */
export function frameOf(name: string, sureness = 0.99): number[] {
  const rest = (1 - sureness) / (LINE_CLASSES.length - 1);
  return LINE_CLASSES.map((other) => (other === name ? sureness : rest));
}

/**
 * What a line network says that sees one character a frame: digits and separators stand for themselves, `x` for another
 * sign, `_` for nothing.
 */
export function spelledFrames(characters: string, sureness?: number): FrameScores {
  const names: Readonly<Record<string, string>> = { _: BLANK, x: OTHER };
  const rows = [...characters].map((character) => frameOf(names[character] ?? character, sureness));
  return { classes: LINE_CLASSES, probabilities: Float32Array.from(rows.flat()) };
}
