import type { Classifier } from '../classify/classifier.ts';
import type { GreyImage } from '../document/image.ts';
import type { MicrLine } from '../document/result.ts';
import { describeMicr } from './describe-micr.ts';
import { findPicturedRow } from './find-micr-line.ts';
import { readMicrRows } from './read-micr-rows.ts';

export type MicrLineReading = Pick<MicrLine, 'text' | 'confidence' | 'glyphs'> &
  Partial<Pick<MicrLine, 'script'>>;

const NOTHING: MicrLineReading = { text: '', confidence: 0, glyphs: [] };

/** Reads a picture that holds one MICR line. Throws what `classifier.readStrips` throws. */
export async function readMicrLine(
  image: GreyImage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<MicrLineReading> {
  const found = await findPicturedRow(image);
  if (found === undefined) return NOTHING;
  const { rows } = await readMicrRows([found.row], found.page, { classifier, signal });
  return rows[0] === undefined ? NOTHING : describeMicr(rows[0], found.page).line;
}
