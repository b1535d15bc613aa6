import type { Classifier } from '../classify/classifier.ts';
import { type Box, centreY } from '../document/geometry.ts';
import { STRIP_HEIGHT } from '../document/image.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { turnImage, unturnBox } from '../preprocess/turn.ts';
import { findMicrRows, type MicrRow } from '../segment/find-micr-line.ts';
import type { AnsweringModel } from './answering-model.ts';
import { countUnread, type DescribedMicr, describeMicr, type ReadRow } from './describe-micr.ts';
import { readMicrRows } from './read-micr-rows.ts';

/** What of a prepared page a MICR line is looked for in. */
export type MicrPage = Pick<PreparedPage, 'width' | 'height' | 'dpi' | 'soft' | 'components' | 'toSource'>;

export interface MicrLook {
  /** From the lowest to the highest; in source-page pixels. */
  readonly lines: readonly DescribedMicr[];
  /** None is read as the page lies, but some are when it is turned by half. */
  readonly upsideDown: boolean;
  /** Left out where no row was like a MICR line, so that nobody was asked. */
  readonly answered?: AnsweringModel;
}

/** A line has at least so many characters, seen so surely in the mean, so many of them in their places. */
const LEAST_CHARACTERS = 12;
/** A line that is read wrong at first has so many all the same, and a symbol; few rows of text have. */
const LEAST_AT_FIRST = 8;
const LEAST_SURE = 0.85;
const LEAST_EVEN = 0.7;
/** Every line has symbols, the dash of E-13B (D) aside, as many things are like it; and not more ink unread than this. */
const SYMBOL = /[ABCF-J]/u;
/** In characters to each one read. */
const MOST_UNREAD = 0.35;

/** Rows asked about at once, from the lowest. */
const LOWEST = 2;
/** All MICR lines of a page are as high, to this ratio, and cheques so many of their heights apart at least: 2.3 inches. */
const ALIKE = 1.1;
const APART = 20;

/**
 * Finds and reads the MICR lines of a page, and says whether it is upside down by them. Where the lowest rows have one, those above
 * are read only if they may be another cheque's. Throws what `classifier.readStrips` throws.
 */
export async function readMicr(
  page: MicrPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<MicrLook> {
  const rows = findMicrRows(page.components, page);
  if (rows.length === 0) return { lines: [], upsideDown: false };
  const read = (some: readonly MicrRow[], upsideDown = false) =>
    readMicrRows(some, page, { classifier, signal, upsideDown, isWorthMore: mayBeMicr });
  const low = await read(rows.slice(0, LOWEST));
  const { answered } = low;
  const found = low.rows.filter(isMicr);
  const above = rows
    .slice(LOWEST)
    .filter((row) => found.length === 0 || found.every((micr) => mayBeAnother(row, micr)));
  const all = above.length === 0 ? found : [...found, ...(await read(above)).rows.filter(isMicr)];
  const lines = all.map((row) => describeMicr(row, page, answered.calibration));
  if (lines.length > 0) return { lines, upsideDown: false, answered };
  const turned = await read(rows, true);
  return { lines, upsideDown: turned.rows.some(isMicr), answered };
}

function mayBeAnother(row: MicrRow, { height, strip }: ReadRow): boolean {
  const middle = strip.toPage(strip.width / 2, STRIP_HEIGHT / 2).y;
  const ratio = Math.max(height / row.height, row.height / height);
  return ratio <= ALIKE && Math.abs(middle - centreY(row.box)) >= APART * height;
}

function mayBeMicr({ reading: { glyphs } }: ReadRow): boolean {
  return glyphs.length >= LEAST_AT_FIRST && glyphs.some(({ text }) => SYMBOL.test(text));
}

/** Are those the characters of a MICR line, or what ink of another kind was taken for? */
function isMicr(row: ReadRow): boolean {
  const { glyphs } = row.reading;
  const sure = glyphs.reduce((sum, { probability }) => sum + probability, 0) / glyphs.length;
  return (
    glyphs.length >= LEAST_CHARACTERS &&
    sure >= LEAST_SURE &&
    row.spacing.even >= LEAST_EVEN &&
    countUnread(row) <= MOST_UNREAD * glyphs.length &&
    glyphs.some(({ text }) => SYMBOL.test(text))
  );
}

/** The page turned clockwise by 90 degrees, as far as looking for MICR lines needs it. */
export function turnedByQuarter(page: MicrPage): MicrPage {
  const { width, height } = page;
  const back = (box: Box) => unturnBox(box, 90, width, height);
  return {
    ...page,
    width: height,
    height: width,
    soft: turnImage(page.soft, 90),
    // Turning on by three quarters is turning back by one.
    components: page.components.map((part) => ({ ...part, box: unturnBox(part.box, 270, height, width) })),
    toSource: (box) => page.toSource(back(box)),
  };
}
