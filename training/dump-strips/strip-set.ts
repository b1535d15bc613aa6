import type { LineStrip } from '../../lib/segment/line-strip.ts';
import type { Split } from '../dump-crops/crop-set.ts';

/** What stands in a strip, from left to right: digits, `.`, `,`, `/`, `-`, and `x` for any other sign or letter. */
export interface LabelledStrip {
  readonly split: Split;
  readonly text: string;
  readonly strip: Pick<LineStrip, 'width' | 'data'>;
  /**
   * Columns between one digit and the next, where the set tells where its digits stand: lines may be parted
   * there; -1 where no upright cut parts them.
   */
  readonly cuts?: readonly number[];
}

export interface StripSet {
  readonly name: string;
  readonly licence: string;
  /** The text tells the digits alone: there may be separators and signs between and around them. */
  readonly digitsOnly: boolean;
  /** Throws an Error that names what is missing when the data folder lacks this set. */
  readonly strips: (dataRoot: string) => AsyncIterable<LabelledStrip>;
}

/** The sign of whatever is neither a digit nor a separator. */
export const OTHER_SIGN = 'x';

/** Wider strips, of which there are some two in 40,000, keep PyTorch 1.13's convolutions from coming to an end. */
export const WIDEST_STRIP = 960;
