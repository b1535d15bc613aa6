import type { Classifier } from '../classify/classifier.ts';
import { type Box, unionBoxes } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type CombInk, combInk } from '../segment/comb-ink.ts';
import type { AnsweringModel } from './answering-model.ts';
import { type CellRowReading, readCells } from './read-cells.ts';

/** Where a comb is expected, in prepared-page pixels. */
export interface ExpectedComb {
  readonly box: Box;
  readonly cells: number;
  /** White between two cells, in shares of the distance from one to the next. @default 0 */
  readonly gap?: number | undefined;
  /** The form lets writers cross cells out. */
  readonly mayBeCrossed: boolean;
}

export interface CombReading extends CellRowReading {
  /** Where the comb was found, in prepared-page pixels. */
  readonly box: Box;
}

export interface CombReadings {
  readonly combs: readonly CombReading[];
  /** Left out when there was no comb to ask about. */
  readonly answered?: AnsweringModel;
}

/** Smaller ink than this share of a cell is a speck, and no digit. */
const SPECK = 0.1;
const LEAST_GLYPH = 0.22;

/** Finds combs near where they are expected and reads them, one digit a cell. Throws what the classifier throws. */
export async function readCombs(
  expected: readonly ExpectedComb[],
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<CombReadings> {
  const inks = expected.map(({ box, cells, gap = 0 }) => withoutSpecks(combInk({ box, cells, gap }, page)));
  const { rows, ...rest } = await readCells(
    inks.map((ink, i) => ({ ...ink, mayBeCrossed: expected[i]!.mayBeCrossed })),
    classifier,
    signal,
  );
  const combs = rows.map((row, i): CombReading => {
    const { comb, frame } = inks[i]!;
    return { ...row, box: { ...comb.box, x: comb.box.x + frame.x, y: comb.box.y + frame.y } };
  });
  return { combs, ...rest };
}

/** Specks are no ink of a cell, nor is anything that is too small for a character. */
function withoutSpecks(ink: CombInk): CombInk {
  const { box, cells } = ink.comb;
  const cell = Math.min(box.width / cells, box.height);
  const longest = ({ width, height }: Box) => Math.max(width, height);
  const own = ink.cells.map((parts) => {
    const whole = parts.filter((part) => longest(part.box) >= SPECK * cell);
    const isGlyph =
      whole.length > 0 && longest(unionBoxes(whole.map((part) => part.box))) >= LEAST_GLYPH * cell;
    return isGlyph ? whole : [];
  });
  return { ...ink, cells: own };
}
