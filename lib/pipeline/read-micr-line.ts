import type { Classifier } from '../classify/classifier.ts';
import type { GreyImage } from '../document/image.ts';
import type { MicrLine } from '../document/result.ts';
import { describeMicr } from './describe-micr.ts';
import { findPicturedRow } from './find-micr-line.ts';
import { readMicrRows } from './read-micr-rows.ts';

export interface MicrLineReading extends Pick<MicrLine, 'text' | 'confidence' | 'glyphs'> {
  readonly script?: MicrLine['script'];
  /** Before calibration and rounding. */
  readonly rawConfidence: number;
}

const NOTHING: MicrLineReading = { text: '', confidence: 0, rawConfidence: 0, glyphs: [] };

/** Reads a picture that holds one MICR line. Throws what `classifier.readStrips` throws. */
export async function readMicrLine(
  image: GreyImage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<MicrLineReading> {
  const found = await findPicturedRow(image);
  if (found === undefined) return NOTHING;
  const { rows, answered } = await readMicrRows([found.row], found.page, { classifier, signal });
  if (rows[0] === undefined) return NOTHING;
  const { line, rawConfidence } = describeMicr(rows[0], found.page, answered.calibration);
  return { ...line, rawConfidence };
}
