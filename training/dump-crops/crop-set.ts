import type { GreyImage } from '../../lib/document/image.ts';

/** The class index of everything that is no single digit; the digits are their own index. */
export const NOT_A_DIGIT_INDEX = 10;

/** `test` is written for the final figure alone; nothing is ever chosen by it. */
export type Split = 'train' | 'validation' | 'test';

export interface LabelledGlyph {
  readonly label: number;
  readonly split: Split;
  /** Bright on black, as `normalizeGlyph` takes it. */
  readonly ink: GreyImage;
}

export interface CropSet {
  readonly name: string;
  readonly licence: string;
  /** Throws an Error that names what is missing when the data folder lacks this set. */
  readonly glyphs: (dataRoot: string) => AsyncIterable<LabelledGlyph>;
}
