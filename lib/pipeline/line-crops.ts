import type { Classification } from '../classify/classifier.ts';
import type { CropBatch } from '../document/image.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import { normalizeGlyph } from '../preprocess/normalize-glyph.ts';
import type { CandidateScores } from '../read/lattice.ts';
import { cutOut, type InkSource } from '../segment/cut-out.ts';
import type { GlyphCandidate, TextLine } from '../segment/text-line.ts';
import { cropBatch } from './batches.ts';

/** Which of the candidates are worth a look. */
export type IsShown = (line: TextLine, candidate: GlyphCandidate) => boolean;

/** Of a glyph that is not shown: no network is surer than this. */
const UNSHOWN_DIGIT = 1e-5;

/** A candidate as the glyph network sees it: CROP_SIZE x CROP_SIZE bytes. */
export function cropOf(line: TextLine, candidate: GlyphCandidate, page: InkSource): Uint8Array {
  return normalizeGlyph(cutOut(line, candidate, page));
}

/** One crop for each candidate of each line that is shown, in order. */
export function cropsOf(
  lines: readonly TextLine[],
  page: InkSource,
  isShown: IsShown = () => true,
): CropBatch {
  return cropBatch(
    lines.flatMap((line) =>
      line.candidates
        .filter((candidate) => isShown(line, candidate))
        .map((candidate) => cropOf(line, candidate, page)),
    ),
  );
}

/**
 * The answer to `cropsOf(lines, page, isShown)`: for each line, one row of probabilities for each of its candidates. What was not shown
 * is no digit.
 */
export function scoresByLine(
  lines: readonly TextLine[],
  { model: { classes }, probabilities }: Classification,
  isShown: IsShown = () => true,
): CandidateScores[][] {
  const none = Float32Array.from(classes, (name) =>
    name === NOT_A_DIGIT ? 1 - (classes.length - 1) * UNSHOWN_DIGIT : UNSHOWN_DIGIT,
  );
  let row = 0;
  return lines.map((line) =>
    line.candidates.map((candidate) => ({
      probabilities: isShown(line, candidate)
        ? probabilities.subarray(row * classes.length, ++row * classes.length)
        : none,
    })),
  );
}
