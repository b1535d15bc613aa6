import type { CashLetter } from '../../../lib/decode/cash-letter/cash-letter.ts';
import { readCashLetter } from '../../../lib/decode/cash-letter/read-cash-letter.ts';
import { writeCashLetter } from '../../../samples/draw/cash-letter.ts';

export const FIELDS = {
  AuxiliaryOnUs: '1042',
  PayorBankRoutingNumber: '00006789',
  PayorBankCheckDigit: '4',
  OnUs: '0004713826/',
  ItemAmount: '0000128450',
};
const front = Uint8Array.of(73, 73, 42, 0, 10, 13, 10);
const back = Uint8Array.of(7, 8);
export const CHECK = { fields: FIELDS, front, back };

/** A file in ASCII with each record on a line, and nothing in its images that a line would end at. */
export const LINES = Buffer.from(
  writeCashLetter({
    encoding: 'ascii',
    framing: 'lines',
    bundles: [[{ fields: FIELDS, front: Uint8Array.of(1, 2) }], [{ fields: FIELDS }]],
  }),
)
  .toString('latin1')
  .trimEnd()
  .split('\n');

/** Reads the file with some lines put in, left out or changed. */
export function readLines(change: (lines: string[]) => void): CashLetter {
  const lines = [...LINES];
  change(lines);
  return readCashLetter(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
}

export const typeAt = (index: number) => LINES[index]!.slice(0, 2);
export const lineOf = (type: string) => LINES.findIndex((line) => line.startsWith(type));
