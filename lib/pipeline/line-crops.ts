import type { Classification } from '../classify/classifier.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import { normalizeGlyph } from '../preprocess/normalize-glyph.ts';
import type { CandidateScores } from '../read/lattice.ts';
import { cutOut, type InkSource } from '../segment/cut-out.ts';
import type { TextLine } from '../segment/text-line.ts';

/** One crop for each candidate of each line, in order. */
export function cropsOf(lines: readonly TextLine[], page: InkSource): CropBatch {
  const count = lines.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const data = new Uint8Array(count * CROP_SIZE * CROP_SIZE);
  let at = 0;
  for (const line of lines) {
    for (const candidate of line.candidates) {
      data.set(normalizeGlyph(cutOut(line, candidate, page)), at);
      at += CROP_SIZE * CROP_SIZE;
    }
  }
  return { count, data };
}

/** The answer to `cropsOf(lines)`: for each line, one row of probabilities for each of its candidates. */
export function scoresByLine(
  lines: readonly TextLine[],
  { model, probabilities }: Classification,
): CandidateScores[][] {
  const width = model.classes.length;
  let row = 0;
  return lines.map(({ candidates }) =>
    candidates.map(() => ({ probabilities: probabilities.subarray(row * width, ++row * width) })),
  );
}
