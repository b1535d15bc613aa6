import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { RequestError, TransientError } from '../../lib/document/errors.ts';
import { resultSchema } from '../../lib/document/result.ts';
import { type ExtractOptions, extractDocument, resultJson } from '../../lib/pipeline/extract-document.ts';
import * as document from '../../lib/pipeline/read-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { failingClassifier } from '../classify/fake-classifier.ts';
import { alwaysSays, blockPage, calibrated, MODEL, pngOf, tiffOf } from './fakes.ts';

const NUMBERS = await pngOf(blockPage([4, 6]));
const BLANK = await pngOf(blockPage([]));
const PNG_MAGIC = '89504e470d0a1a0a';

let inbox: MemoryStore;
let results: MemoryStore;

beforeEach(async () => {
  inbox = new MemoryStore('inbox');
  results = new MemoryStore('results');
  const type = { contentType: 'application/octet-stream' };
  await inbox.create('scan.png', NUMBERS, type);
  await inbox.create('blank.png', BLANK, type);
  await inbox.create('notes.png', Buffer.from('Dear bank,\nplease find the cheque attached.\n'), type);
});

function extract(key: string, options?: ExtractOptions, classifier: Classifier = alwaysSays('5')) {
  return extractDocument({ key }, { inbox, results, classifier }, options);
}

function thresholdsOf(...pairs: readonly [misread: number, confidence: number][]) {
  return pairs.map(([misread, confidence]) => ({ misread, confidence, accepted: 1_000, wrong: 0 }));
}

async function keysOf(store: MemoryStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list()) keys.push(key);
  return keys;
}

function textAt(key: string): string {
  return Buffer.from(results.inspect(key).bytes).toString();
}

describe('extractDocument', () => {
  it('accepts a document that is read surely, and writes its result beside nothing else', async () => {
    const extraction = await extract('scan.png');
    expect(extraction).toMatchObject({ resultKey: 'scan.png.json', overlayKeys: [], outcome: 'created' });
    const { result } = extraction;
    expect(result.status).toBe('accepted');
    expect(result.pages[0]!.numbers.map(({ text }) => text)).toEqual(['5555', '555555']);
    expect(result.document).toEqual({
      container: 'inbox',
      key: 'scan.png',
      sha256: createHash('sha256').update(NUMBERS).digest('hex'),
      kind: 'png',
    });
    expect(await keysOf(results)).toEqual(['scan.png.json']);
    expect(textAt('scan.png.json')).toBe(resultJson(result));
    expect(results.inspect('scan.png.json').contentType).toBe('application/json');
    expect(resultSchema.parse(JSON.parse(textAt('scan.png.json')))).toEqual(result);
  });

  it('compares with what the caller expects, told or kept beside the document', async () => {
    const type = { contentType: 'image/png' };
    await inbox.create('kept.png', NUMBERS, { ...type, metadata: { 'expected-serial': '0101', owner: 'x' } });
    const kept = await extract('kept.png');
    expect(kept.result.reasons).toEqual([{ code: 'field-missing', field: 'serial' }]);
    const told = await extract('scan.png', { expected: { date: '2026-03-09' } });
    expect(told.result.reasons).toEqual([{ code: 'field-missing', field: 'date' }]);
  });

  it('rejects a document with metadata that are no such thing, whenever it is tried', async () => {
    const metadata = { 'expected-amount': '12.34 USD' };
    await inbox.create('odd.png', NUMBERS, { contentType: 'image/png', metadata });
    const { result } = await extract('odd.png');
    expect(result).toMatchObject({
      status: 'rejected',
      reasons: [{ code: 'bad-metadata', message: expect.stringMatching(/"amount"(?!.*12\.34)/) }],
      document: { sha256: createHash('sha256').update(NUMBERS).digest('hex') },
    });
    expect((await extract('odd.png')).outcome).toBe('exists');
  });

  describe('knows the day', () => {
    const dayOf = (received: Date) => received.toISOString().slice(0, 10);
    const received = new Date('2026-03-09T10:00:00Z');
    const todayOf = async (metadata: Record<string, string>, options: ExtractOptions) => {
      const kept = new MemoryStore('inbox', { clock: () => received });
      await kept.create('a.png', NUMBERS, { contentType: 'image/png', metadata });
      const read = vi.spyOn(document, 'readDocument');
      await extractDocument({ key: 'a.png' }, { inbox: kept, results, classifier: alwaysSays('5') }, options);
      return read.mock.lastCall?.[2]?.today;
    };

    it('from the metadata, else as it is told, else from when the document came in', async () => {
      expect(await todayOf({}, {})).toBeUndefined();
      expect(await todayOf({}, { dayOf })).toBe('2026-03-09');
      expect(await todayOf({}, { dayOf, today: '2026-03-10' })).toBe('2026-03-10');
      expect(await todayOf({ today: '2026-03-11' }, { dayOf, today: '2026-03-10' })).toBe('2026-03-11');
    });
  });

  it('accepts by the calibration that comes with the reading, at the misread rate of the caller', async () => {
    const sure = { map: { a: 0, b: 0, c: 3 }, thresholds: thresholdsOf([0.001, 0.96], [0.02, 0.95]) };
    // 1 / (1 + e^-3), whatever the networks say.
    const numbers = [{ confidence: 0.9526 }, { confidence: 0.9526 }];
    const once = await extract('scan.png', { maxMisread: 0.02 }, calibrated(alwaysSays('5'), sure));
    expect(once.result).toMatchObject({
      status: 'accepted',
      acceptance: { maxMisread: 0.02, threshold: 0.95, shown: 0.02 },
      pages: [{ numbers }],
    });
    const strict = await extract('scan.png', { maxMisread: 0.001 }, calibrated(alwaysSays('5'), sure));
    expect(strict.result).toMatchObject({ status: 'review', acceptance: { threshold: 0.96 } });
    const unsure = { map: { a: 0, b: 0, c: -3 }, thresholds: [] };
    const none = await extract('scan.png', {}, calibrated(alwaysSays('5'), unsure));
    // Under a tenth nothing is worth a look.
    expect(none.result).toMatchObject({
      status: 'review',
      acceptance: { maxMisread: 0.01, threshold: 0.99 },
      pages: [{ numbers: [] }],
    });
  });

  it('draws as sure what it accepts', async () => {
    const sure = { map: { a: 0, b: 0, c: 3 }, thresholds: thresholdsOf([0.02, 0.95]) };
    const drawn = async (maxMisread: number) => {
      await extract(
        'scan.png',
        { maxMisread, overlay: true, write: 'replace' },
        calibrated(alwaysSays('5'), sure),
      );
      return Buffer.from(results.inspect('scan.png.overlay.png').bytes).toString('base64');
    };
    const accepted = await drawn(0.02);
    expect(await drawn(0.03)).toBe(accepted);
    expect(await drawn(0.0001)).not.toBe(accepted);
  });

  it('refuses a misread rate that is none', async () => {
    await expect(extract('scan.png', { maxMisread: 1 })).rejects.toThrow(RangeError);
    expect(await keysOf(results)).toEqual([]);
  });

  it('sends doubtful digits and a page without numbers to review', async () => {
    const doubtful = await extract('scan.png', {}, alwaysSays('5', 0.8));
    expect(doubtful.result).toMatchObject({
      status: 'review',
      reasons: [{ code: 'low-confidence', page: 0 }],
    });
    const blank = await extract('blank.png');
    expect(blank.result).toMatchObject({ status: 'review', reasons: [{ code: 'no-numbers', page: 0 }] });
    expect(await keysOf(results)).toEqual(['blank.png.json', 'scan.png.json']);
  });

  it('writes a result that says rejected for a document at fault', async () => {
    const { result, outcome } = await extract('notes.png', { overlay: true });
    expect(outcome).toBe('created');
    expect(result).toMatchObject({
      status: 'rejected',
      reasons: [{ code: 'unsupported-type' }],
      pages: [],
      model: { version: MODEL.version, sha256: MODEL.sha256 },
    });
    expect(result.document.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await keysOf(results)).toEqual(['notes.png.json']);
    expect(resultSchema.parse(JSON.parse(textAt('notes.png.json')))).toEqual(result);
  });

  it('rejects a document that is too large to be fetched', async () => {
    await inbox.create('huge.tif', new Uint8Array(26 * 1024 * 1024), { contentType: 'image/tiff' });
    const { result } = await extract('huge.tif');
    expect(result).toMatchObject({
      status: 'rejected',
      reasons: [{ code: 'too-many-bytes' }],
      document: { key: 'huge.tif', sha256: '', kind: 'unknown' },
    });
  });

  it('throws every other error and writes nothing', async () => {
    const down = failingClassifier(new TransientError('classifier-failed', 'No answer'));
    const lost = failingClassifier(new TypeError('undefined is not a function'));
    for (const classifier of [down, lost]) {
      const failing = extractDocument({ key: 'scan.png' }, { inbox, results, classifier }, { overlay: true });
      await expect(failing).rejects.toThrow();
    }
    // The model has to be asked for a rejected document too: then it is for another try.
    const rejected = extractDocument({ key: 'notes.png' }, { inbox, results, classifier: down });
    await expect(rejected).rejects.toMatchObject({ code: 'classifier-failed' });
    await expect(extract('absent.png')).rejects.toThrow(RequestError);
    expect(await keysOf(results)).toEqual([]);
  });

  it('changes no result that is there, and makes the same bytes again', async () => {
    await extract('scan.png');
    const before = textAt('scan.png.json');
    const second = await extract('scan.png');
    expect(second.outcome).toBe('exists');
    expect(resultJson(second.result)).toBe(before);
    expect((await extract('scan.png', {}, alwaysSays('8'))).outcome).toBe('exists');
    expect(textAt('scan.png.json')).toBe(before);
  });

  it('replaces a result when told to', async () => {
    await extract('scan.png');
    const again = await extract('scan.png', { write: 'replace' }, alwaysSays('8'));
    expect(again.outcome).toBe('replaced');
    expect(textAt('scan.png.json')).toBe(resultJson(again.result));
    expect(again.result.pages[0]!.numbers[0]!.text).toBe('8888');
  });

  it('reads the version that it is asked for, and names the result by it', async () => {
    const versioned = new MemoryStore('inbox', { versioned: true });
    await versioned.replace('scan.png', NUMBERS, { contentType: 'image/png' });
    await versioned.replace('scan.png', BLANK, { contentType: 'image/png' });
    const dependencies = { inbox: versioned, results, classifier: alwaysSays('5') };
    const { result, resultKey } = await extractDocument({ key: 'scan.png', versionId: 'v1' }, dependencies);
    expect(resultKey).toBe('scan.png.v1.json');
    expect(result.document.versionId).toBe('v1');
    expect(result.pages[0]!.numbers).toHaveLength(2);
  });

  it('draws an overlay of each page, written before the result', async () => {
    await inbox.create('two.tif', await tiffOf(blockPage([4]), blockPage([6])), {
      contentType: 'image/tiff',
    });
    const written: string[] = [];
    vi.spyOn(results, 'replace').mockImplementationOnce(async (key) => void written.push(key));
    const create = vi.spyOn(results, 'create');
    const { overlayKeys } = await extract('two.tif', { overlay: { candidates: true } });
    expect(overlayKeys).toEqual(['two.tif.overlay.png', 'two.tif.overlay-2.png']);
    expect(written).toEqual(['two.tif.overlay.png']);
    expect(create).toHaveBeenCalledOnce();
    const second = results.inspect('two.tif.overlay-2.png');
    expect(second.contentType).toBe('image/png');
    expect(Buffer.from(second.bytes.subarray(0, 8)).toString('hex')).toBe(PNG_MAGIC);
  });

  it('writes no result when an overlay cannot be written', async () => {
    vi.spyOn(results, 'replace').mockRejectedValue(new TransientError('storage-full', 'No room'));
    await expect(extract('scan.png', { overlay: true })).rejects.toMatchObject({ code: 'storage-full' });
    expect(await keysOf(results)).toEqual([]);
  });

  it('lets the caller see each page', async () => {
    const pages: number[] = [];
    await extract('scan.png', { onPage: ({ result }) => void pages.push(result.index), overlay: true });
    expect(pages).toEqual([0]);
  });
});
