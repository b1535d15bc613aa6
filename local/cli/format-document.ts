import type { NumberReading, Reason, Result, ResultStatus } from '../../lib/document/result.ts';
import { confidenceBand } from '../../lib/pipeline/overlay-colours.ts';
import { formatCashLetter } from './format-cash-letter.ts';
import { formatFields } from './format-fields.ts';
import { type Colour, paint, plain } from './terminal-text.ts';

const STATUS_COLOUR: Readonly<Record<ResultStatus, Colour>> = {
  accepted: 'green',
  review: 'yellow',
  rejected: 'red',
};
const BAND_COLOUR: Readonly<Record<ReturnType<typeof confidenceBand>, Colour>> = {
  high: 'green',
  middle: 'yellow',
  low: 'red',
};

export interface DocumentReport {
  readonly shown: string;
  readonly result: Result;
  readonly milliseconds: number;
}

/**
 * What was read from one document, for people: a line with its status, a line for each reason, a table of its numbers
 * in which every row stands for itself. Ends in a line break.
 */
export function formatDocument({ shown, result, milliseconds }: DocumentReport, colours: boolean): string {
  const { status, pages } = result;
  if (status === 'rejected') {
    return formatFailure(shown, 'rejected', result.reasons.map(formatReason).join('; '), colours);
  }
  const { cashLetter } = result;
  const numbers = pages.reduce((sum, page) => sum + page.numbers.length, 0);
  const head = [
    plain(shown),
    paint(status, STATUS_COLOUR[status], colours),
    result.document.kind,
    ...(cashLetter === undefined
      ? [counted(pages.length, 'page'), counted(numbers, 'number')]
      : [counted(cashLetter.items.length, 'check')]),
    `${Math.round(milliseconds)} ms`,
  ].join('  ');
  // What is said of a single check stands in its row.
  const reasons = result.reasons.filter(({ item }) => item === undefined);
  const rows =
    cashLetter === undefined
      ? [...formatFields(result, colours), ...formatNumbers(result, colours)]
      : formatCashLetter(cashLetter, STATUS_COLOUR, colours);
  return [head, ...reasons.map((reason) => `  ${plain(formatReason(reason))}`), ...rows]
    .map((line) => `${line}\n`)
    .join('');
}

/** A document, or an input, of which nothing was read, and why. Ends in a line break. */
export function formatFailure(
  shown: string,
  how: 'rejected' | 'failed',
  reason: string,
  colours: boolean,
): string {
  return `${plain(shown)}  ${paint(how, 'red', colours)}  ${plain(reason)}\n`;
}

/** `no-pages (page 2): what happened`. */
export function formatReason({ code, page, field, message }: Reason): string {
  const places = [
    ...(field === undefined ? [] : [field]),
    ...(page === undefined ? [] : [`page ${page + 1}`]),
  ];
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  return message === undefined ? `${code}${where}` : `${code}${where}: ${message}`;
}

/** `1 page`, `2 pages`, `1,000 pages`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function formatNumbers(result: Result, colours: boolean): string[] {
  const threshold = result.acceptance?.threshold ?? 1;
  const rows = result.pages.flatMap((page) => page.numbers.map((number) => ({ page: page.index, number })));
  if (rows.length === 0) return [];
  const textWidth = Math.max(4, ...rows.map(({ number }) => number.text.length));
  const header = `  page  ${'text'.padEnd(textWidth)}  kind         confidence  box x,y width x height`;
  return [
    header,
    ...rows.map(({ page, number }) =>
      [
        `  ${String(page + 1).padStart(4)}`,
        plain(number.text).padEnd(textWidth),
        number.kind.padEnd(11),
        paint(
          formatConfidence(number).padStart(10),
          BAND_COLOUR[confidenceBand(number.confidence, threshold)],
          colours,
        ),
        formatBox(number),
      ].join('  '),
    ),
  ];
}

/** In percent, rounded down: 100.0% is only said of 1. */
function formatConfidence({ confidence }: NumberReading): string {
  return `${(Math.floor(confidence * 1_000) / 10).toFixed(1)}%`;
}

function formatBox({ box }: NumberReading): string {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  return `${x},${y} ${width} x ${height}`;
}
