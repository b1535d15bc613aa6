import type { CashLetterItemResult, CashLetterResult, ResultStatus } from '../../lib/document/result.ts';
import { type Colour, paint, plain } from './terminal-text.ts';

const STATUS_WIDTH = 8;
const HEADER = ['item', 'sequence       ', 'status  ', 'agrees', 'what does not'];

/** A row for each check of a cash letter, and for each count that is wrong; names of fields, never what they hold. */
export function formatCashLetter(
  { items, differences }: CashLetterResult,
  colourOf: Readonly<Record<ResultStatus, Colour>>,
  colours: boolean,
): string[] {
  const wrong = differences.map(
    ({ record, field, stated, counted }) =>
      `  record ${record} says ${plain(stated || 'nothing')} for ${field}, but there are ${counted}`,
  );
  if (items.length === 0) return wrong;
  return [...wrong, `  ${HEADER.join('  ')}`, ...items.map((item) => formatItem(item, colourOf, colours))];
}

function formatItem(
  { number, sequence, status, reasons, imageIntegrity }: CashLetterItemResult,
  colourOf: Readonly<Record<ResultStatus, Colour>>,
  colours: boolean,
): string {
  const { agree, differ, unread } = imageIntegrity;
  const of = agree.length + differ.length + unread.length;
  const what = [
    ...differ.map((field) => `${field} differs`),
    ...(unread.length === of ? ['nothing could be read'] : unread.map((field) => `${field} unread`)),
    ...reasons.filter((code) => code !== 'image-differs' && code !== 'image-unread'),
  ].join(', ');
  return [
    `  ${String(number).padStart(HEADER[0]!.length)}`,
    plain(sequence).padEnd(HEADER[1]!.length),
    paint(status.padEnd(STATUS_WIDTH), colourOf[status], colours),
    `${agree.length} of ${of}`.padStart(HEADER[3]!.length),
    what,
  ]
    .join('  ')
    .trimEnd();
}
