import type { GreyImage } from '../document/image.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { findMicrRows, type MicrRow } from '../segment/find-micr-line.ts';
import { DIGIT_INCH, prepareLine } from './prepare-line.ts';

/** Beside the height that a line's digits are taken to have, in inches of `prepareLine`, room for a wrong guess. */
const DIGIT_INCHES = { from: 0.35 * DIGIT_INCH, to: 2 * DIGIT_INCH };

/** The line that a picture is of, and the page that the picture makes. */
export interface PicturedRow {
  readonly page: PreparedPage;
  readonly row: MicrRow;
}

/** Looks for the MICR line in a picture of one: its longest row. Undefined where nothing is like one. */
export async function findPicturedRow(picture: GreyImage): Promise<PicturedRow | undefined> {
  const page = await prepareLine(picture);
  const rows = findMicrRows(page.components, { dpi: page.dpi, digitInches: DIGIT_INCHES });
  const [first, ...others] = rows;
  if (first === undefined) return undefined;
  const row = others.reduce((best, other) => (other.box.width > best.box.width ? other : best), first);
  return { page, row };
}
