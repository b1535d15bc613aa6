import { RequestError } from '../../lib/document/errors.ts';
import { type LineSplit, lineSplit, SPLIT_LINE_SETS, SPLIT_MICR_SETS } from './line-splits.ts';
import type { LabelRow } from './shapes/labels.ts';

const SPLIT_SETS = [...SPLIT_LINE_SETS, ...SPLIT_MICR_SETS];

export interface ChosenPart {
  /** Left out for a set without parts. */
  readonly split?: LineSplit;
  readonly rows: readonly LabelRow[];
}

/**
 * The lines of the set `name` that `split` asks for; without it the test lines of a set of which a part is trained on,
 * and all lines of any other. Throws RequestError `bad-request` when a part of a set without parts is asked for.
 */
export function choosePart(
  rows: readonly LabelRow[],
  name: string,
  split: LineSplit | undefined,
): ChosenPart {
  if (SPLIT_SETS.includes(name)) {
    const part = split ?? 'test';
    return {
      split: part,
      rows: part === 'all' ? rows : rows.filter((row) => lineSplit(name, row) === part),
    };
  }
  if (split === undefined || split === 'all') return { rows };
  throw new RequestError(
    'bad-request',
    `Expected --split all for ${name} but received ${split}: only ${SPLIT_SETS.join(', ')} have parts`,
  );
}
