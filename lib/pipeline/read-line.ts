import type { Classifier } from '../classify/classifier.ts';
import type { GreyImage } from '../document/image.ts';
import type { GlyphReading } from '../document/result.ts';

export interface LineReading {
  /** The digits of the line from left to right, separators left out; empty when none was found. */
  readonly text: string;
  /** Probability that the whole string is right. */
  readonly confidence: number;
  readonly glyphs: readonly GlyphReading[];
}

/** Reads a picture that holds one line of digits (an amount, a row number) as one string. */
export async function readLine(image: GreyImage, classifier: Classifier): Promise<LineReading> {
  throw new Error(`Not written yet: ${image.width} ${String(classifier)}`);
}
