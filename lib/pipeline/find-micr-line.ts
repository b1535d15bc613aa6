import type { GreyImage } from '../document/image.ts';
import { type PreparedPage, preparePage } from '../preprocess/prepare-page.ts';
import { DIGIT_INCH, findMicrRows, type MicrRow } from '../segment/find-micr-line.ts';

/** Digits fill about this much of the picture of their line, and a rule runs through most of it. */
const DIGIT_SHARE = 0.6;
const RULE_SHARE = 0.7;

/** The line that a picture is of, and the page that the picture makes. */
export interface PicturedRow {
  readonly page: PreparedPage;
  readonly row: MicrRow;
}

/** Looks for the MICR line in a picture of one: its longest row. Undefined where nothing is like one. */
export async function findPicturedRow(picture: GreyImage): Promise<PicturedRow | undefined> {
  const page = await preparePage(
    { image: picture, dpi: (picture.height * DIGIT_SHARE) / DIGIT_INCH, bitonal: false },
    { turn: 0, deskew: false, minRuleLength: picture.width * RULE_SHARE },
  );
  const [first, ...others] = findMicrRows(page.components, page);
  if (first === undefined) return undefined;
  const row = others.reduce((best, other) => (other.box.width > best.box.width ? other : best), first);
  return { page, row };
}
