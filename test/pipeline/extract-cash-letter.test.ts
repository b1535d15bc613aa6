import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TransientError } from '../../lib/document/errors.ts';
import { resultSchema } from '../../lib/document/result.ts';
import { type ExtractOptions, extractDocument, resultJson } from '../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { type CashLetterCheck, writeCashLetter } from '../../samples/draw/cash-letter.ts';
import { alwaysSays, blockPage, MODEL, pngOf } from './fakes.ts';

const FRONT = await sharp(await pngOf(blockPage([4, 6])))
  .toColourspace('b-w')
  .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 100 / 25.4, yres: 100 / 25.4 })
  .toBuffer();
const OTHER_FRONT = await pngOf(blockPage([3]));
const FIELDS = {
  PayorBankRoutingNumber: '00006789',
  PayorBankCheckDigit: '4',
  OnUs: '0004713826/',
  ItemAmount: '0000128450',
};
const KEY = 'deposits/monday.x937';
const SUMMARY = `${KEY}.json`;
const ITEMS = [1, 2, 3].map((number) => `${KEY}.items/000${number}.json`);
const CHECKS: readonly CashLetterCheck[] = [
  { fields: FIELDS, front: FRONT },
  { fields: FIELDS, back: FRONT },
  { fields: { ...FIELDS, ItemAmount: '0000000100' }, front: OTHER_FRONT },
];

let inbox: MemoryStore;
let results: MemoryStore;

beforeEach(async () => {
  inbox = new MemoryStore('inbox');
  results = new MemoryStore('results');
  await put(writeCashLetter({ encoding: 'ebcdic', bundles: [CHECKS.slice(0, 2), CHECKS.slice(2)] }));
});

async function put(bytes: Uint8Array): Promise<void> {
  await inbox.replace(KEY, bytes, { contentType: 'application/octet-stream' });
}

function extract(options?: ExtractOptions, classifier = alwaysSays('5')) {
  return extractDocument({ key: KEY }, { inbox, results, classifier }, options);
}

async function keysOf(store: MemoryStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list()) keys.push(key);
  return keys;
}

const textAt = (key: string) => Buffer.from(results.inspect(key).bytes).toString();
const resultAt = (key: string) => resultSchema.parse(JSON.parse(textAt(key)));

describe('extractDocument of a cash letter', () => {
  it('writes a result for each check and one for the whole', async () => {
    const { result, resultKey, outcome } = await extract();
    expect({ resultKey, outcome }).toEqual({ resultKey: SUMMARY, outcome: 'created' });
    expect(await keysOf(results)).toEqual([...ITEMS, SUMMARY]);
    expect(textAt(SUMMARY)).toBe(resultJson(result));
    expect(resultAt(SUMMARY)).toEqual(result);
    expect(result).toMatchObject({
      document: { container: 'inbox', key: KEY, kind: 'x937' },
      status: 'review',
      pages: [],
      cashLetter: {
        encoding: 'ebcdic',
        framing: 'length-prefixed',
        standardLevel: '30',
        cashLetters: 1,
        bundles: 2,
        credits: 0,
        differences: [],
        items: ITEMS.map((itemKey, index) => ({ number: index + 1, kind: 'check', resultKey: itemKey })),
      },
      model: { version: MODEL.version },
    });
  });

  it('reads the front of each check as a document of its own', async () => {
    await extract();
    const first = resultAt(ITEMS[0]!);
    expect(first.document).toEqual({
      container: 'inbox',
      key: KEY,
      sha256: createHash('sha256').update(FRONT).digest('hex'),
      kind: 'tiff',
      item: { number: 1, sequence: '000000000000001' },
    });
    expect(first.pages[0]!.numbers.map(({ text }) => text)).toEqual(['5555', '555555']);
    expect(resultAt(ITEMS[2]!)).toMatchObject({
      document: { kind: 'png' },
      pages: [{ numbers: [{ text: '555' }] }],
    });
  });

  it('rejects a check without a front, and that check alone', async () => {
    const { result } = await extract();
    expect(resultAt(ITEMS[1]!)).toMatchObject({
      document: { sha256: '', item: { number: 2 } },
      status: 'rejected',
      reasons: [{ code: 'no-pages' }],
      pages: [],
    });
    expect(result.reasons).toContainEqual({ code: 'item-rejected', item: 2 });
    expect(result.cashLetter!.items.map(({ status }) => status)).toEqual(['review', 'rejected', 'review']);
  });

  it('rejects a check whose image is none, or another cash letter, by its name', async () => {
    const letter = writeCashLetter({ encoding: 'ascii', bundles: [[{ fields: FIELDS, front: FRONT }]] });
    const fronts = [Buffer.from('GIF89a........'), FRONT.slice(0, 60), letter];
    await put(
      writeCashLetter({ encoding: 'ascii', bundles: [fronts.map((front) => ({ fields: FIELDS, front }))] }),
    );
    await extract();
    const codes = ITEMS.map((key) => resultAt(key).reasons[0]!.code);
    expect(codes).toEqual(['unsupported-type', 'corrupt', 'unsupported-type']);
  });

  it('lists each field of the record, with what could not be read named as such', async () => {
    const { result } = await extract();
    const { imageIntegrity, reasons } = resultAt(ITEMS[0]!);
    // These blocks are no check: nothing on them can be read as a field.
    expect(imageIntegrity).toContainEqual({
      field: 'ItemAmount',
      record: '128450',
      image: null,
      agrees: null,
    });
    expect(imageIntegrity!.map(({ field }) => field)).toEqual([
      'AuxiliaryOnUs',
      'ExternalProcessingCode',
      'PayorBankRoutingNumber',
      'PayorBankCheckDigit',
      'OnUs',
      'ItemAmount',
    ]);
    expect(reasons).toContainEqual({ code: 'image-unread', field: 'ItemAmount' });
    expect(result.cashLetter!.items[0]!.imageIntegrity.unread).toContain('ItemAmount');
  });

  it('says no account number, routing number or amount in the result of the whole', async () => {
    await extract();
    expect(textAt(ITEMS[0]!)).toContain('0004713826');
    expect(textAt(SUMMARY)).not.toMatch(/4713826|00006789|128450/);
  });

  it('names counts that are wrong, and reads on', async () => {
    const bytes = Buffer.from(writeCashLetter({ encoding: 'ascii', bundles: [CHECKS.slice(0, 1)] }));
    bytes.write('0007', bytes.lastIndexOf('700001') + 2, 'latin1');
    await put(bytes);
    const { result } = await extract();
    expect(result.reasons).toContainEqual({ code: 'control-differs' });
    expect(result.cashLetter!.differences).toEqual([
      { record: 7, field: 'BundleItemsCount', stated: '7', counted: '1' },
    ]);
    expect(await keysOf(results)).toEqual([ITEMS[0], SUMMARY]);
  });

  it('sends a cash letter without checks to review', async () => {
    await put(writeCashLetter({ encoding: 'ascii', bundles: [] }));
    expect((await extract()).result).toMatchObject({ status: 'review', reasons: [{ code: 'no-items' }] });
  });

  it('rejects a file that is cut off, and writes no check of it', async () => {
    const { bytes } = await inbox.get(KEY);
    await put(bytes.subarray(0, bytes.length - 90));
    expect((await extract()).result).toMatchObject({
      document: { kind: 'unknown', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      status: 'rejected',
      reasons: [{ code: 'corrupt', message: expect.stringMatching(/Record \d+ /) }],
    });
    expect(await keysOf(results)).toEqual([SUMMARY]);
  });

  it('goes on where an earlier delivery ran out of time', async () => {
    const deadline = new AbortController();
    const written = vi.spyOn(results, 'create');
    written.mockImplementationOnce(async (...call) => {
      deadline.abort();
      return results.replace(...call).then(() => 'created' as const);
    });
    const classifier = alwaysSays('5');
    await expect(extract({ signal: deadline.signal }, classifier)).rejects.toMatchObject({
      code: 'deadline-exceeded',
      message: expect.stringContaining('1 of 3 checks'),
    });
    expect(await keysOf(results)).toEqual([ITEMS[0]]);

    // Another network would read another number: what is there is taken as it is.
    const { result } = await extract({}, alwaysSays('8'));
    expect(await keysOf(results)).toEqual([...ITEMS, SUMMARY]);
    const read = [ITEMS[0]!, ITEMS[2]!].map((key) => resultAt(key).pages[0]!.numbers[0]!.text);
    expect(read).toEqual(['5555', '888']);
    expect(result.cashLetter!.items).toHaveLength(3);
  });

  it('gives the same bytes by whatever number of deliveries', async () => {
    await extract();
    const keys = await keysOf(results);
    const before = keys.map(textAt);
    expect((await extract()).outcome).toBe('exists');
    expect(keys.map(textAt)).toEqual(before);
    results = new MemoryStore('results');
    await extract();
    expect(keys.map(textAt)).toEqual(before);
  });

  it('takes no result for that of a check that has changed under the same key', async () => {
    await extract();
    await put(
      writeCashLetter({
        encoding: 'ascii',
        bundles: [[{ fields: { ...FIELDS, OnUs: '77/' }, front: FRONT }]],
      }),
    );
    const classifier = alwaysSays('5');
    await extract({}, classifier);
    expect(classifier.calls.some(({ count }) => count > 0)).toBe(true);
  });

  it('reads everything again when told to replace', async () => {
    await extract();
    await extract({ write: 'replace' }, alwaysSays('8'));
    expect(resultAt(ITEMS[0]!).pages[0]!.numbers[0]!.text).toBe('8888');
  });

  it('draws the overlays of each check beside its result', async () => {
    const { overlayKeys } = await extract({ overlay: true });
    expect(overlayKeys).toEqual([`${KEY}.items/0001.overlay.png`, `${KEY}.items/0003.overlay.png`]);
    expect(await keysOf(results)).toEqual(expect.arrayContaining([...overlayKeys]));
  });

  it('throws what may pass when tried again, and writes no result of the whole', async () => {
    vi.spyOn(results, 'create').mockRejectedValueOnce(new TransientError('storage-full', 'No room'));
    await expect(extract()).rejects.toMatchObject({ code: 'storage-full' });
    expect(await keysOf(results)).toEqual([]);
  });
});
