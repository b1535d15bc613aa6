import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import type { GreyImage } from '../document/image.ts';
import type { MicrLine } from '../document/result.ts';
import { measureSpacing } from '../read/micr-spacing.ts';
import { readMicrFrames } from '../read/micr-text.ts';
import { rowStrip } from '../segment/line-strip.ts';
import { centreOf, describeMicr } from './describe-micr.ts';
import { findPicturedRow } from './find-micr-line.ts';
import { stripBatch } from './look-again.ts';

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
  const strip = found && rowStrip(found.row, found.page);
  if (strip === undefined || strip.width > MAX_STRIP_COLUMNS) return NOTHING;
  const { classes, frames } = await classifier.readStrips(stripBatch([strip]), signal, 'micr');
  const reading = readMicrFrames({ classes, probabilities: frames[0]! });
  if (reading === undefined || reading.glyphs.length < 2) return NOTHING;
  const spacing = measureSpacing(reading.glyphs.map(centreOf));
  return describeMicr({ strip, reading, spacing }, found!.page).line;
}
