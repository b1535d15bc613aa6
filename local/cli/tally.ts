import { counted } from './format-document.ts';
import type { BatchEnd, DocumentOutcome } from './read-batch.ts';

/** Counts of what became of the documents so far. */
export interface Tally {
  readonly accepted: number;
  readonly review: number;
  readonly rejected: number;
  readonly failed: number;
  /** Of those failed, read but not written. */
  readonly unwritten: number;
  readonly numbers: number;
  /** Spent on documents that have a result. */
  readonly milliseconds: number;
}

export const EMPTY_TALLY: Tally = {
  accepted: 0,
  review: 0,
  rejected: 0,
  failed: 0,
  unwritten: 0,
  numbers: 0,
  milliseconds: 0,
};

/** The tally after one more document. */
export function addToTally(tally: Tally, outcome: DocumentOutcome): Tally {
  if (outcome.kind === 'failed') {
    const unwritten = tally.unwritten + (outcome.unwritten ? 1 : 0);
    return { ...tally, failed: tally.failed + 1, unwritten };
  }
  const { status, pages } = outcome.result;
  return {
    ...tally,
    [status]: tally[status] + 1,
    numbers: tally.numbers + pages.reduce((sum, page) => sum + page.numbers.length, 0),
    milliseconds: tally.milliseconds + outcome.milliseconds,
  };
}

/** The last lines of a run: how many, how fast, where it lies. Ends in a line break. */
export function formatSummary(
  tally: Tally,
  run: { readonly total: number; readonly end: BatchEnd; readonly out: string; readonly overlay: boolean },
): string {
  const withResult = tally.accepted + tally.review + tally.rejected;
  const done = withResult + tally.failed;
  const lines = [
    [
      `${counted(done, 'document')}${done < run.total ? ` of ${run.total.toLocaleString('en')}` : ''}:`,
      `${tally.accepted} accepted, ${tally.review} to review, ${tally.rejected} rejected, ${tally.failed} failed;`,
      counted(tally.numbers, 'number'),
    ].join(' '),
  ];
  if (withResult > 0) lines[0] += `; ${Math.round(tally.milliseconds / withResult)} ms a document`;
  if (run.end === 'interrupted') lines.push('Interrupted: what was read until then is kept.');
  if (run.end === 'not-written') lines.push('Stopped: results cannot be written.');
  if (withResult > 0) lines.push(`${run.overlay ? 'Results and overlays' : 'Results'} are in ${run.out}`);
  return lines.map((line) => `${line}\n`).join('');
}
