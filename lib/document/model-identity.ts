/** Which weights read a document: two results are comparable when these are equal. */
export interface ModelIdentity {
  readonly version: string;
  /** Of the weights file, lower-case hex. */
  readonly sha256: string;
  /** One name for each output of the network, in order: the ten digits, then `NOT_A_DIGIT`. */
  readonly classes: readonly string[];
}

/** The class of everything that is no single digit: letters, halves of digits, two digits in one crop, specks, rules. */
export const NOT_A_DIGIT = 'not-a-digit';
