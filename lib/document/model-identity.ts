/** Which weights read a document: two results are comparable when these are equal. */
export interface ModelIdentity {
  readonly version: string;
  /** Of the weights files, those of the glyph, the line and the MICR network in this order; lower-case hex. */
  readonly sha256: string;
  /** One name for each output of the glyph network, in order: the ten digits, then `NOT_A_DIGIT`. */
  readonly classes: readonly string[];
}

/** The class of everything that is no single digit: letters, halves of digits, two digits in one crop, specks, rules. */
export const NOT_A_DIGIT = 'not-a-digit';

/** The class of the line network for a character that is none of its others. */
export const OTHER = 'other';

/** The last class of the line network: no character begins or goes on in this frame (CTC; Graves et al., 2006). */
export const BLANK = 'blank';
