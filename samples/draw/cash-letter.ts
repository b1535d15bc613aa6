import { encodeText, type TextEncoding } from '../../lib/decode/cash-letter/code-page.ts';
import {
  IMAGE_DATA_FIXED_BYTES,
  LAYOUTS,
  type LaidOutType,
  RECORD_BYTES,
} from '../../lib/decode/cash-letter/layouts.ts';

/** A check as it goes into a cash letter. */
export interface CashLetterCheck {
  /** As record 25 says it, by the standard's names; what is left out is blank. */
  readonly fields: Readonly<Record<string, string>>;
  /** Pictures of its two sides, as files. */
  readonly front?: Uint8Array;
  readonly back?: Uint8Array;
}

export interface CashLetterSpec {
  readonly encoding: TextEncoding;
  /** @default 'length-prefixed' */
  readonly framing?: 'length-prefixed' | 'lines';
  /** The checks of each bundle. */
  readonly bundles: readonly (readonly CashLetterCheck[])[];
}

/** Numbers that begin with 00 belong to no bank. */
const SENDER = '000067894';
const RECEIVER = '000012346';
const DATE = '20260317';

/** Writes an image cash letter (X9.100-187) of one cash letter, all counts and totals right. */
export function writeCashLetter({
  encoding,
  framing = 'length-prefixed',
  bundles,
}: CashLetterSpec): Uint8Array {
  const checks = bundles.flat();
  const records: Uint8Array[] = [];
  const add = (type: LaidOutType, fields: Readonly<Record<string, string>>, tail?: Uint8Array) => {
    const head = encodeText(layOut(type, fields), encoding);
    records.push(tail === undefined ? head : Buffer.concat([head, tail]));
  };
  const route = { DestinationRoutingNumber: RECEIVER, ECEInstitutionRoutingNumber: SENDER };
  add('01', {
    StandardLevel: '30',
    TestFileIndicator: 'T',
    ImmediateDestination: RECEIVER,
    ImmediateOrigin: SENDER,
    FileCreationDate: DATE,
    FileCreationTime: '0911',
    ResendIndicator: 'N',
    ImmediateDestinationName: 'SECOND SAMPLE BANK',
    ImmediateOriginName: 'FIRST SAMPLE BANK',
    CountryCode: 'US',
  });
  add('10', {
    CollectionTypeIndicator: '01',
    ...route,
    BusinessDate: DATE,
    CreationDate: DATE,
    CreationTime: '0911',
    RecordTypeIndicator: 'I',
    DocumentationTypeIndicator: 'G',
    CashLetterID: '1',
  });
  let sequence = 0;
  bundles.forEach((bundle, index) => {
    const bundleDates = { BundleBusinessDate: DATE, BundleCreationDate: DATE };
    const bundleNumber = {
      BundleID: String(index + 1),
      BundleSequenceNumber: String(index + 1).padStart(4, '0'),
    };
    add('20', { CollectionTypeIndicator: '01', ...route, ...bundleDates, ...bundleNumber });
    for (const check of bundle) addCheck(check, ++sequence, add, encoding);
    add('70', {
      BundleItemsCount: digits(bundle.length, 4),
      BundleTotalAmount: digits(total(bundle), 12),
      MICRValidTotalAmount: digits(total(bundle), 12),
      BundleImagesCount: digits(imagesOf(bundle), 5),
      CreditTotalIndicator: '0',
    });
  });
  add('90', {
    CashLetterBundleCount: digits(bundles.length, 6),
    CashLetterItemsCount: digits(checks.length, 8),
    CashLetterTotalAmount: digits(total(checks), 14),
    CashLetterImagesCount: digits(imagesOf(checks), 9),
    ECEInstitutionName: 'FIRST SAMPLE BANK',
    SettlementDate: DATE,
    CreditTotalIndicator: '0',
  });
  add('99', {
    CashLetterCount: digits(1, 6),
    TotalRecordCount: digits(records.length + 1, 8),
    TotalItemCount: digits(checks.length, 8),
    FileTotalAmount: digits(total(checks), 16),
    CreditTotalIndicator: '0',
  });
  return Buffer.concat(records.map((record) => framed(record, framing, encoding)));
}

type AddRecord = (type: LaidOutType, fields: Readonly<Record<string, string>>, tail?: Uint8Array) => void;

function addCheck(check: CashLetterCheck, number: number, add: AddRecord, encoding: TextEncoding): void {
  const sequence = { ECEInstitutionItemSequenceNumber: digits(number, 15) };
  const codes = {
    DocumentationTypeIndicator: 'G',
    MICRValidIndicator: '1',
    BOFDIndicator: 'Y',
    AddendumCount: '00',
  };
  const blanks = { CorrectionIndicator: '0', ItemAmount: digits(0, 10) };
  add('25', { ...sequence, ...codes, ...blanks, ...check.fields });
  [check.front, check.back].forEach((image, side) => {
    if (image === undefined) return;
    add('50', {
      ImageIndicator: '1',
      ImageCreatorRoutingNumber: SENDER,
      ImageCreatorDate: DATE,
      ImageViewFormatIndicator: '00',
      ImageViewCompressionAlgorithm: '00',
      ViewSideIndicator: String(side),
      ViewDescriptor: '00',
      DigitalSignatureIndicator: '0',
    });
    const lengths = encodeText(`00000${digits(image.length, 7)}`, encoding);
    add(
      '52',
      {
        ECEInstitutionRoutingNumber: SENDER,
        BundleBusinessDate: DATE,
        ...sequence,
        ClippingOrigin: '0',
        LengthImageReferenceKey: '0000',
      },
      Buffer.concat([lengths, image]),
    );
  });
}

/** On-us and auxiliary on-us stand at the right end of their places, all else at the left. */
const RIGHT_ALIGNED = ['AuxiliaryOnUs', 'OnUs'];

/** The fixed part of a record. Throws RangeError for a field that the record does not have, or that is too long. */
export function layOut(type: LaidOutType, fields: Readonly<Record<string, string>>): string {
  const layout: Readonly<Record<string, readonly [number, number]>> = LAYOUTS[type];
  const text = [...type.padEnd(type === '52' ? IMAGE_DATA_FIXED_BYTES : RECORD_BYTES)];
  for (const [name, value] of Object.entries(fields)) {
    const place = layout[name];
    if (place === undefined) throw new RangeError(`Expected a field of record ${type} but received ${name}`);
    const [first, last] = place;
    const width = last - first + 1;
    if (value.length > width) throw new RangeError(`Expected at most ${width} characters for ${name}`);
    const filled = RIGHT_ALIGNED.includes(name) ? value.padStart(width) : value.padEnd(width);
    text.splice(first - 1, width, ...filled);
  }
  return text.join('');
}

function framed(
  record: Uint8Array,
  framing: 'length-prefixed' | 'lines',
  encoding: TextEncoding,
): Uint8Array {
  if (framing === 'lines') return Buffer.concat([record, Uint8Array.of(encoding === 'ascii' ? 0x0a : 0x25)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(record.length);
  return Buffer.concat([length, record]);
}

function digits(count: number, width: number): string {
  return String(count).padStart(width, '0');
}

function total(checks: readonly CashLetterCheck[]): number {
  return checks.reduce((sum, { fields }) => sum + Number(fields.ItemAmount ?? 0), 0);
}

function imagesOf(checks: readonly CashLetterCheck[]): number {
  return checks.reduce((sum, { front, back }) => sum + (front ? 1 : 0) + (back ? 1 : 0), 0);
}
