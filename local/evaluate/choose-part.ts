import { RequestError } from '../../lib/document/errors.ts';
import { documentSplit, SPLIT_DOCUMENT_SETS } from './document-splits.ts';
import { type LinePart, type LineSplit, lineSplit, SPLIT_LINE_SETS, SPLIT_MICR_SETS } from './line-splits.ts';
import type { LabelRow } from './shapes/labels.ts';
import type { DocumentTruth } from './shapes/truth.ts';

export interface ChosenPart<Row> {
  /** Left out for a set without parts. */
  readonly split?: LineSplit;
  readonly rows: readonly Row[];
}

/**
 * The lines of the set `name` that `split` asks for; without it the test lines of a set of which a part is trained on,
 * and all lines of any other. Throws RequestError `bad-request` when a part of a set without parts is asked for.
 */
export function chooseLines(
  rows: readonly LabelRow[],
  name: string,
  split: LineSplit | undefined,
): ChosenPart<LabelRow> {
  const sets = [...SPLIT_LINE_SETS, ...SPLIT_MICR_SETS];
  return choosePart(rows, { name, split, sets, partOf: (row) => lineSplit(name, row) });
}

/** The same of documents. */
export function chooseDocuments(
  truths: readonly DocumentTruth[],
  name: string,
  split: LineSplit | undefined,
): ChosenPart<DocumentTruth> {
  const partOf = (_: DocumentTruth, index: number) => documentSplit(name, index);
  return choosePart(truths, { name, split, sets: SPLIT_DOCUMENT_SETS, partOf });
}

interface Choice<Row> {
  readonly name: string;
  readonly split: LineSplit | undefined;
  /** Those that have parts. */
  readonly sets: readonly string[];
  readonly partOf: (row: Row, index: number) => LinePart;
}

function choosePart<Row>(rows: readonly Row[], { name, split, sets, partOf }: Choice<Row>): ChosenPart<Row> {
  if (sets.includes(name)) {
    const part = split ?? 'test';
    return {
      split: part,
      rows: part === 'all' ? rows : rows.filter((row, index) => partOf(row, index) === part),
    };
  }
  if (split === undefined || split === 'all') return { rows };
  throw new RequestError(
    'bad-request',
    `Expected --split all for ${name} but received ${split}: parts are known of ${sets.join(', ')}`,
  );
}
