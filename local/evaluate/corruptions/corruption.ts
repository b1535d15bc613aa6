import type { GreyImage } from '../../../lib/document/image.ts';
import type { Random } from './random.ts';

/** Damages a picture of one glyph, bright ink on black; draws by chance from `random` alone. Pure. */
export type Corrupt = (image: GreyImage, random: Random) => GreyImage;

export interface Corruption {
  /** As in the paper, with spaces. */
  readonly name: string;
  readonly corrupt: Corrupt;
}
