import type { Classifier } from '../classify/classifier.ts';
import type { Box } from '../document/geometry.ts';
import type { Writing } from '../fields/field-reading.ts';
import { writingRows } from '../segment/writing-rows.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { readCells } from './read-cells.ts';
import { readZones, type ZonedPage } from './read-zone.ts';

/** Rows of writing below one another in a zone. */
export interface ExpectedRows {
  /** In prepared-page pixels. */
  readonly box: Box;
  readonly rows: number;
  /** How many characters stand in each, where the form says so. */
  readonly length: number | undefined;
}

export interface RowReading {
  /** In source-page pixels. */
  readonly box: Box;
  /** The likeliest first. */
  readonly writings: readonly Writing[];
}

export interface RowReadings {
  /** From the top; fewer than expected where there are no more. */
  readonly rows: readonly RowReading[];
  readonly answered?: AnsweringModel;
}

/**
 * Finds the rows of writing in a zone and reads them: where as many glyphs stand apart as there are characters each for
 * itself, else the row as a line. Throws what the classifier throws.
 */
export async function readRows(
  expected: ExpectedRows,
  page: ZonedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<RowReadings> {
  const { window, rows } = writingRows(expected.box, expected.rows, page.prepared);
  const apart = rows.filter(({ glyphs }) => glyphs.length === expected.length);
  const joined = rows.filter((row) => !apart.includes(row));
  const cells = await readCells(
    apart.map(({ glyphs }) => ({ window, cells: glyphs, mayBeCrossed: false })),
    classifier,
    signal,
  );
  const lines = await readZones(
    joined.map(({ box }) => box),
    { index: page.index, prepared: window },
    classifier,
    { signal },
  );
  const answers = [cells.answered, lines.answered].filter((answer) => answer !== undefined);
  const [first, ...others] = answers;
  return {
    rows: rows.map((row) => ({
      box: window.toSource(row.box),
      writings: cells.rows[apart.indexOf(row)]?.patterns ?? lines.places[joined.indexOf(row)]?.writings ?? [],
    })),
    ...(first && { answered: others.reduce(sameModel, first) }),
  };
}
