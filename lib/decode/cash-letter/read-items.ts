import { MAX_CASH_LETTER_ITEMS } from '../../document/bounds.ts';
import { DocumentError } from '../../document/errors.ts';
import type { CashLetterItem } from './cash-letter.ts';
import { brokenRecord, fieldsOf, type RawRecord } from './raw-record.ts';
import { expectPlace, leaveItem, type Reading, type ReadRecord } from './reading.ts';

/** 25 */
export const openCheck: ReadRecord = (record, reading) => {
  const { text } = fieldsOf(record, '25');
  const amount = openItem(record, reading, 'check', { AuxiliaryOnUs: text('AuxiliaryOnUs') });
  if (text('MICRValidIndicator') === '1') reading.bundle!.micrValid += amount;
};

/** 31: its auxiliary on-us is in record 33, if there is one. */
export const openReturn: ReadRecord = (record, reading) => {
  openItem(record, reading, 'return', {});
};

/** 33 */
export const addReturnAddendum: ReadRecord = (record, reading) => {
  const { item } = reading;
  if (typeof item !== 'object' || item.kind !== 'return')
    throw brokenRecord(record, 'stands behind no return (31)');
  item.fields = { ...item.fields, AuxiliaryOnUs: fieldsOf(record, '33').text('AuxiliaryOnUs') };
};

/** 61 or 62 */
export const addCredit: ReadRecord = (record, reading) => {
  const letter = expectPlace(record, reading.letter, 'outside a cash letter (10)');
  const fields = record.type === '61' ? fieldsOf(record, '61') : fieldsOf(record, '62');
  const tally = reading.bundle ?? letter.tally;
  tally.credits++;
  tally.creditAmount += fields.count('ItemAmount') ?? 0n;
  leaveItem(reading);
  reading.item = 'credit';
};

/** Gives the item's amount. */
function openItem(
  record: RawRecord,
  reading: Reading,
  kind: CashLetterItem['kind'],
  more: { readonly AuxiliaryOnUs?: string },
): bigint {
  const bundle = expectPlace(record, reading.bundle, 'outside a bundle (20)');
  const number = reading.items.length + 1;
  if (number > MAX_CASH_LETTER_ITEMS) {
    throw new DocumentError(
      'too-many-items',
      `Expected at most ${MAX_CASH_LETTER_ITEMS} checks in a cash letter but record ${record.number} is one more; send it in parts`,
    );
  }
  const { text, count } = kind === 'check' ? fieldsOf(record, '25') : fieldsOf(record, '31');
  const amount = count('ItemAmount');
  leaveItem(reading);
  reading.item = {
    number,
    kind,
    record: record.number,
    sequence: text('ECEInstitutionItemSequenceNumber'),
    ...(reading.businessDate !== undefined && { businessDate: reading.businessDate }),
    fields: {
      ...more,
      ExternalProcessingCode: text('ExternalProcessingCode'),
      PayorBankRoutingNumber: text('PayorBankRoutingNumber'),
      PayorBankCheckDigit: text('PayorBankCheckDigit'),
      OnUs: text('OnUs'),
      ItemAmount: amount?.toString() ?? '',
    },
    views: [],
  };
  reading.items.push(reading.item);
  bundle.items++;
  bundle.amount += amount ?? 0n;
  return amount ?? 0n;
}
