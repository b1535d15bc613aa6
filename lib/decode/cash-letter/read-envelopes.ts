import { checkBundle, checkCashLetter, checkFile } from './check-controls.ts';
import { brokenRecord, fieldsOf } from './raw-record.ts';
import { expectPlace, leaveItem, type ReadRecord } from './reading.ts';
import { addTally, emptyTally } from './tally.ts';

/** 01: that it comes first, and no other does, is seen to before. */
export const openFile: ReadRecord = (record, reading) => {
  const { text } = fieldsOf(record, '01');
  reading.standardLevel = text('StandardLevel');
  reading.countryCode = text('CountryCode');
};

/** 10 */
export const openLetter: ReadRecord = (record, reading) => {
  if (reading.letter !== undefined)
    throw brokenRecord(record, 'stands in a cash letter that has not ended (90)');
  reading.letter = { tally: emptyTally(), bundlesBefore: reading.bundles };
  reading.cashLetters++;
};

/** 20 */
export const openBundle: ReadRecord = (record, reading) => {
  expectPlace(record, reading.letter, 'outside a cash letter (10)');
  if (reading.bundle !== undefined) throw brokenRecord(record, 'stands in a bundle that has not ended (70)');
  reading.bundle = emptyTally();
  reading.businessDate = isoDate(fieldsOf(record, '20').text('BundleBusinessDate'));
  reading.bundles++;
  leaveItem(reading);
};

/** 70 */
export const closeBundle: ReadRecord = (record, reading) => {
  const bundle = expectPlace(record, reading.bundle, 'outside a bundle (20)');
  reading.differences.push(...checkBundle(record, bundle));
  addTally(reading.letter!.tally, bundle);
  reading.bundle = undefined;
  leaveItem(reading);
};

/** 90 */
export const closeLetter: ReadRecord = (record, reading) => {
  const { tally, bundlesBefore } = expectPlace(record, reading.letter, 'outside a cash letter (10)');
  if (reading.bundle !== undefined) throw brokenRecord(record, 'stands in a bundle that has not ended (70)');
  reading.differences.push(...checkCashLetter(record, tally, reading.bundles - bundlesBefore));
  addTally(reading.file, tally);
  reading.letter = undefined;
  leaveItem(reading);
};

/** 99 */
export const closeFile: ReadRecord = (record, reading) => {
  if (reading.letter !== undefined)
    throw brokenRecord(record, 'stands in a cash letter that has not ended (90)');
  reading.differences.push(...checkFile(record, reading.file, reading.cashLetters));
  reading.ended = true;
};

/** `20260314` as `2026-03-14`; undefined where it is no day. */
function isoDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  // A day that the month does not have moves into the next one.
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) ? date : undefined;
}
