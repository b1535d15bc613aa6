import { describe, expect, it } from 'vitest';
import type { ImageIntegrity, Result } from '../../lib/document/result.ts';
import { cashLetterResult, itemResult, summarizeItem } from '../../lib/pipeline/cash-letter-result.ts';
import { type BatchWork, extractCashLetter } from '../../lib/pipeline/extract-cash-letter.ts';
import { writeCashLetter } from '../../samples/draw/cash-letter.ts';
import { MODEL } from './fakes.ts';

const READ: Result = {
  schemaVersion: 1,
  document: { container: 'inbox', key: 'a.x937', sha256: '0', kind: 'tiff' },
  status: 'accepted',
  reasons: [],
  pages: [],
  fields: {},
  model: { version: '1', sha256: '0' },
};
const agreeing: ImageIntegrity = { field: 'OnUs', record: '1/', image: '1/', agrees: true, confidence: 0.99 };
const differing: ImageIntegrity = {
  ...agreeing,
  field: 'ItemAmount',
  record: '100',
  image: '700',
  agrees: false,
};
const unread: ImageIntegrity = { field: 'AuxiliaryOnUs', record: '', image: null, agrees: null };
const ITEM = { number: 1, kind: 'check', record: 4, sequence: '77', views: [] } as const;
const item = {
  ...ITEM,
  fields: {
    ExternalProcessingCode: '',
    PayorBankRoutingNumber: '',
    PayorBankCheckDigit: '',
    OnUs: '',
    ItemAmount: '',
  },
};

describe('itemResult', () => {
  it('leaves a check accepted whose image shows what its record says', () => {
    expect(itemResult(READ, [agreeing])).toEqual({ ...READ, imageIntegrity: [agreeing] });
  });

  it('sends a check to review that shows something else, or of which something could not be read', () => {
    expect(itemResult(READ, [agreeing, differing, unread])).toMatchObject({
      status: 'review',
      reasons: [
        { code: 'image-differs', field: 'ItemAmount' },
        { code: 'image-unread', field: 'AuxiliaryOnUs' },
      ],
    });
  });

  it('keeps the reasons of the reading', () => {
    const doubtful: Result = { ...READ, status: 'review', reasons: [{ code: 'low-confidence', page: 0 }] };
    expect(itemResult(doubtful, [agreeing])).toMatchObject({ status: 'review', reasons: doubtful.reasons });
  });
});

describe('cashLetterResult', () => {
  const letter = {
    encoding: 'ascii',
    framing: 'lines',
    standardLevel: '30',
    countryCode: 'US',
    records: 9,
    cashLetters: 1,
    bundles: 1,
    credits: 0,
    items: [item],
    differences: [],
  } as const;
  const summary = (...integrity: readonly ImageIntegrity[]) =>
    summarizeItem(item, 'a.x937.items/0001.json', itemResult(READ, integrity));

  it('accepts a file whose checks are all accepted', () => {
    const result = cashLetterResult(READ.document, letter, [summary(agreeing)], MODEL);
    expect(result).toMatchObject({ status: 'accepted', reasons: [], document: { kind: 'x937' } });
    expect(result.cashLetter!.items[0]!.imageIntegrity).toEqual({ agree: ['OnUs'], differ: [], unread: [] });
  });

  it('names the check that asks for a look', () => {
    const result = cashLetterResult(READ.document, letter, [summary(differing, differing)], MODEL);
    expect(result).toMatchObject({ status: 'review', reasons: [{ code: 'item-review', item: 1 }] });
    expect(result.cashLetter!.items[0]).toMatchObject({ status: 'review', reasons: ['image-differs'] });
  });
});

describe('extractCashLetter', () => {
  it('tells the reader the country and the business date, and nothing that is compared', async () => {
    const fields = { PayorBankRoutingNumber: '00006789', OnUs: '471382/', ItemAmount: '0000004275' };
    const bytes = writeCashLetter({ encoding: 'ascii', bundles: [[{ fields, front: Uint8Array.of(1) }]] });
    const told: Parameters<BatchWork['readImage']>[] = [];
    await extractCashLetter(bytes, READ.document, {
      resultKey: 'a.x937.json',
      findDone: async () => undefined,
      readImage: async (...call) => {
        told.push(call);
        return READ;
      },
      write: async () => 'created',
      askModel: async () => MODEL,
    });
    const [identity, key, open, knowledge] = told[0]!;
    expect(knowledge).toEqual({ country: 'US', today: '2026-03-17' });
    expect([...open()]).toEqual([1]);
    expect(JSON.stringify([identity, key])).not.toMatch(/471382|4275|6789/);
  });
});
