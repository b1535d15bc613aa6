import { DocumentError } from '../../document/errors.ts';
import type { CashLetter } from './cash-letter.ts';
import { detectFraming } from './framing.ts';
import { PASSED_OVER_TYPES } from './layouts.ts';
import { brokenRecord, type RawRecord } from './raw-record.ts';
import { closeBundle, closeFile, closeLetter, openBundle, openFile, openLetter } from './read-envelopes.ts';
import { closeView, openView } from './read-images.ts';
import { addCredit, addReturnAddendum, openCheck, openReturn } from './read-items.ts';
import { newReading, type Reading, type ReadRecord } from './reading.ts';
import { splitRecords } from './split-records.ts';

/** How each type of record is read. */
const READ: Readonly<Record<string, ReadRecord>> = {
  '01': openFile,
  '10': openLetter,
  '20': openBundle,
  '25': openCheck,
  '31': openReturn,
  '33': addReturnAddendum,
  '50': openView,
  '52': closeView,
  '61': addCredit,
  '62': addCredit,
  '70': closeBundle,
  '90': closeLetter,
  '99': closeFile,
};

/**
 * Reads an image cash letter; its images are views into `bytes`. Counts and totals that are wrong are listed, not thrown.
 * Throws DocumentError, with the number of the record: `corrupt`, `too-many-records`, `too-many-items`.
 */
export function readCashLetter(bytes: Uint8Array): CashLetter {
  const framing = detectFraming(bytes);
  if (framing === undefined) {
    throw new DocumentError(
      'corrupt',
      'Expected a file header (01) as record 1 of the cash letter; send it again',
    );
  }
  const reading = newReading(framing);
  for (const record of splitRecords(bytes, framing)) readRecord(record, reading);
  if (!reading.ended) {
    throw new DocumentError(
      'corrupt',
      `The cash letter ends after record ${reading.records} without a file control record (99); send the whole file`,
    );
  }
  const { standardLevel, countryCode, records, cashLetters, bundles, file, items, differences } = reading;
  return {
    ...framing,
    standardLevel,
    countryCode,
    records,
    cashLetters,
    bundles,
    credits: file.credits,
    items,
    differences,
  };
}

function readRecord(record: RawRecord, reading: Reading): void {
  reading.records = record.number;
  if (record.type === '01' && record.number > 1) throw brokenRecord(record, 'is a second file header');
  const read = READ[record.type];
  if (read !== undefined) read(record, reading);
  else if (!PASSED_OVER_TYPES.includes(record.type))
    throw brokenRecord(record, 'is of a type that is not known');
}
