import type { GreyImage } from '../document/image.ts';
import type { NumberReading } from '../document/result.ts';
import type { CandidateTrace } from './read-document.ts';

export interface OverlayInput {
  readonly picture: GreyImage;
  readonly numbers: readonly NumberReading[];
  /** Drawn thinly under the numbers when given: cuts, merges and rejected candidates each in a colour. */
  readonly candidates?: readonly CandidateTrace[];
}

/** Draws what was read over the page as PNG bytes: a box for each number, its digits above it, confidence by colour. */
export async function drawOverlay(input: OverlayInput): Promise<Uint8Array> {
  throw new Error(`Not written yet: ${input.numbers.length}`);
}
