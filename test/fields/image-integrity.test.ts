import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareWithRecord,
  INTEGRITY_FIELDS,
  type IntegrityField,
} from '../../lib/fields/image-integrity.ts';

const RECORD = {
  AuxiliaryOnUs: '',
  ExternalProcessingCode: '',
  PayorBankRoutingNumber: '00006789',
  PayorBankCheckDigit: '4',
  OnUs: '1042-0004713826/',
  ItemAmount: '128450',
};

const shown = (texts: Readonly<Partial<Record<IntegrityField, string>>>) =>
  Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, { text, confidence: 0.9 }]));

function agrees(field: IntegrityField, record: string, image: string): boolean | null | undefined {
  return compareWithRecord({ [field]: record }, shown({ [field]: image }))[0]?.agrees;
}

describe('compareWithRecord', () => {
  it('lists every field of the record, in their order, with both sides', () => {
    expect(compareWithRecord(RECORD, shown({ ...RECORD, PayorBankCheckDigit: '9' }))).toEqual(
      INTEGRITY_FIELDS.map((field) => ({
        field,
        record: RECORD[field],
        image: field === 'PayorBankCheckDigit' ? '9' : RECORD[field],
        agrees: field !== 'PayorBankCheckDigit',
        confidence: 0.9,
      })),
    );
  });

  it('names a field that could not be read as such', () => {
    expect(compareWithRecord({ OnUs: '1/' }, {})).toEqual([
      { field: 'OnUs', record: '1/', image: null, agrees: null },
    ]);
  });

  it('says nothing of a field that the record does not have', () => {
    const { AuxiliaryOnUs: _, ...rest } = RECORD;
    expect(compareWithRecord(rest, shown(RECORD)).map(({ field }) => field)).toEqual(
      INTEGRITY_FIELDS.slice(1),
    );
  });

  it.each([
    ['OnUs', '1042-0004713826/', '1042 0004713826/', true],
    ['OnUs', '10420004713826/', '1042-0004713826/', true],
    ['OnUs', '0004713826/1042', '0004713826/ 1042', true],
    // Where the symbol stands tells account from serial.
    ['OnUs', '0004713826/1042', '000471382/61042', false],
    ['OnUs', '0004713826/', '0004713826', false],
    // A leading zero is part of a number as it is printed.
    ['AuxiliaryOnUs', '1042', '001042', false],
    ['AuxiliaryOnUs', '', '1042', false],
    ['AuxiliaryOnUs', '1042', '', false],
    ['ExternalProcessingCode', '6', '', false],
    ['ItemAmount', '128450', '0000128450', true],
    ['ItemAmount', '128450', '128451', false],
    ['ItemAmount', '9999999999999999', '9999999999999998', false],
    ['ItemAmount', '', '128450', false],
    ['ItemAmount', '128450', '', null],
  ] as const)('holds %s %j against %j: %j', (field, record, image, expected) => {
    expect(agrees(field, record, image)).toBe(expected);
  });

  it.each([
    ['a character that the sender could not read', '00*713826/', '004713826/', null],
    ['one that the image does not show', '004713826/', '00?713826/', null],
    ['the same one on both sides', '00*713826/', '00*713826/', null],
    ['another one that differs', '00*713826/', '004713827/', false],
    ['one that is missing', '00*713826/', '00713826/', false],
  ])('decides nothing by %s, unless others do', (_, record, image, expected) => {
    expect(agrees('OnUs', record, image)).toBe(expected);
  });

  it('takes no difference from a reading that is more likely wrong than right', () => {
    const read = (text: string, confidence: number) =>
      compareWithRecord({ ItemAmount: '100' }, { ItemAmount: { text, confidence } })[0]!.agrees;
    expect([read('700', 0.49), read('700', 0.5), read('100', 0.2)]).toEqual([null, false, true]);
  });

  it('finds every single character that differs', () => {
    const digits = fc.stringMatching(/^[0-9]{1,15}\/[0-9]{0,4}$/);
    fc.assert(
      fc.property(digits, fc.nat(), fc.constantFrom(...'0123456789'), (text, seed, other) => {
        expect(agrees('OnUs', text, text)).toBe(true);
        const at = seed % text.length;
        fc.pre(text[at] !== other);
        expect(agrees('OnUs', text, text.slice(0, at) + other + text.slice(at + 1))).toBe(false);
      }),
    );
  });
});
