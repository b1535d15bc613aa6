import type { GreyImage } from '../document/image.ts';
import { type PreparedPage, preparePage } from '../preprocess/prepare-page.ts';
import { DIGIT_INCH, findMicrRows, type MicrRow } from '../segment/find-micr-line.ts';

/** Digits fill about this much of the height of their picture: less where the line climbs or has been cut with room. */
const DIGIT_SHARES = [0.6, 0.3];
/** Ink that runs on across for so many heights of a digit is a rule. */
const RULE_HEIGHTS = 4;
/** Ink so many heights beside the marks that a row was found by is read with it, whatever it looks like. */
const BESIDE = 6;
const INK = 128;

/** The line that a picture is of, and the page that the picture makes. */
export interface PicturedRow {
  readonly page: PreparedPage;
  readonly row: MicrRow;
}

/** Looks for the MICR line in a picture of one: its longest row. Undefined where nothing is like one. */
export async function findPicturedRow(picture: GreyImage): Promise<PicturedRow | undefined> {
  for (const share of DIGIT_SHARES) {
    const digit = picture.height * share;
    const page = await preparePage(
      { image: picture, dpi: digit / DIGIT_INCH, bitonal: false },
      { turn: 0, deskew: false, minRuleLength: RULE_HEIGHTS * digit },
    );
    const [first, ...others] = findMicrRows(page.components, page);
    if (first === undefined) continue;
    const row = others.reduce((best, other) => (other.box.width > best.box.width ? other : best), first);
    return { page, row: withBeside(row, page) };
  }
  return undefined;
}

/** The row up to the outermost ink of its band: characters that a pen or a rule crosses are no marks of their own. */
function withBeside(row: MicrRow, page: Pick<PreparedPage, 'width' | 'height' | 'soft'>): MicrRow {
  const { box, height, middleAt } = row;
  const end = box.x + box.width;
  const hasInk = (x: number) => {
    const top = Math.max(0, Math.round(middleAt(x) - height / 2));
    const foot = Math.min(page.height, Math.round(middleAt(x) + height / 2));
    for (let y = top; y < foot; y++) if (page.soft.data[y * page.width + x]! >= INK) return true;
    return false;
  };
  let from = Math.max(0, Math.floor(box.x - BESIDE * height));
  let to = Math.min(page.width, Math.ceil(end + BESIDE * height));
  while (from < box.x && !hasInk(from)) from++;
  while (to > end && !hasInk(to - 1)) to--;
  return { ...row, box: { ...box, x: from, width: to - from } };
}
