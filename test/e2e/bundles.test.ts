import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHIPPED_TEMPLATES } from '../../functions/segment/shipped-templates.ts';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { packCrops, unpackClassification } from '../../lib/classify/pack-crops.ts';
import { packStrips, unpackReadings } from '../../lib/classify/pack-strips.ts';
import { CROP_SIZE, type CropBatch } from '../../lib/document/image.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { someStrips } from '../classify/some-strips.ts';
import { notification, sqsEvent, TEST_EVENT } from '../functions/segment/fixtures.ts';
import { FakeS3 } from '../store/fake-s3.ts';
import { type BareProcess, startBundle } from './bare-process.ts';
import { type BuiltFunctions, startBuiltFunctions } from './built-functions.ts';
import type { FakeLambda } from './fake-lambda.ts';
import { openLocalClassifier, PROJECT, readSample, SAMPLES } from './in-process.ts';
import { copyModel } from './model-copy.ts';

const CROPS: CropBatch = {
  count: 3,
  data: Uint8Array.from({ length: 3 * CROP_SIZE * CROP_SIZE }, (_, i) => (i * i) % 256),
};

let out: string;
let local: LocalClassifier;
let classify: BareProcess;
let segment: BareProcess;
let lambda: FakeLambda;
let functions: BuiltFunctions;
const s3 = new FakeS3();

beforeAll(async () => {
  local = await openLocalClassifier();
  functions = await startBuiltFunctions(s3, { OVERLAY: 'true', MAX_MISREAD: '0.05' });
  ({ out, classify, segment, lambda } = functions);
});
afterAll(async () => {
  await functions?.stop();
  local?.dispose();
});

describe('the bundles', () => {
  it('know nothing of the folder that they were built in', async () => {
    const files = await readdir(out, { recursive: true });
    const scripts = files.filter((path) => /^functions.*\.(mjs|json)$/.test(path));
    expect(scripts.length).toBeGreaterThan(1);
    for (const path of scripts) expect(await readFile(join(out, path), 'utf8')).not.toContain(PROJECT);
  });
});

describe('the classify bundle with the layer beside it', () => {
  it('answers as the classifier in this process does', async () => {
    const answer = unpackClassification(await classify.call(packCrops(CROPS)), CROPS.count);
    expect(answer).toEqual(await local.classify(CROPS));
  });

  it('reads strips alike', async () => {
    const strips = someStrips([64, 520]);
    const answer = unpackReadings(await classify.call(packStrips(strips)), strips.widths);
    expect(answer).toEqual(await local.readStrips(strips));
  });

  it('brings the calibration of its model', async () => {
    const folder = join(out, 'calibrated-layer');
    await copyModel(folder, 'with');
    const other = await startBundle(join(out, 'functions/classify'), {
      MODEL_DIR: folder,
      WASM_DIR: join(out, 'layer/model'),
    });
    const strips = someStrips([64]);
    const answer = unpackReadings(await other.call(packStrips(strips)), strips.widths);
    await other.stop();
    const calibrated = await openLocalClassifier(folder);
    expect(answer).toEqual(await calibrated.readStrips(strips));
    expect(answer.calibration?.thresholds).toHaveLength(2);
    calibrated.dispose();
  });

  it('refuses what it does not know', async () => {
    await expect(classify.call({ hello: 1 })).resolves.toMatchObject({
      error: { code: 'bad-request', retryable: false },
    });
    await expect(classify.call({ ...packCrops(CROPS), version: 1 })).resolves.toMatchObject({
      error: { code: 'bad-request', message: 'Expected 3 for version but received 1' },
    });
  });

  it('refuses weights that are not those of the manifest', async () => {
    const broken = join(out, 'broken-layer');
    await cp(join(out, 'layer/model'), broken, { recursive: true });
    const weights = (await readdir(broken)).find((name) => name.endsWith('.bin'))!;
    const bytes = await readFile(join(broken, weights));
    bytes[0]! ^= 1;
    await writeFile(join(broken, weights), bytes);
    const other = await startBundle(join(out, 'functions/classify'), { MODEL_DIR: broken });
    await expect(other.call(packCrops(CROPS))).resolves.toMatchObject({ error: { code: 'model-invalid' } });
    await other.stop();
  });
});

/** Documents are read whole; a busy machine takes its time for that. */
describe('the segment bundle', { timeout: 600_000 }, () => {
  it('wakes classify while it starts, before there is a document', async () => {
    await expect.poll(() => lambda.invoked, { timeout: 60_000 }).toEqual(['classify:live', 'classify:live']);
  });

  beforeEach(() => {
    lambda.failing = false;
  });

  it.each(SAMPLES)('reads %s to the bytes that this process reads', async (name) => {
    const document = await readSample(name);
    const key = `in box/${name}`;
    s3.put('inbox', key, document);
    const inbox = new MemoryStore('inbox');
    await inbox.create(key, document, { contentType: 'application/octet-stream' });
    const results = new MemoryStore('results');

    await expect(segment.call(sqsEvent(notification({ bucket: 'inbox', key })))).resolves.toEqual({
      batchItemFailures: [],
    });
    const { resultKey, result, overlayKeys } = await extractDocument(
      { key },
      { inbox, results, classifier: local },
      // As the store says when it received the document.
      {
        overlay: true,
        maxMisread: 0.05,
        today: s3.clock.toISOString().slice(0, 10),
        templates: SHIPPED_TEMPLATES,
      },
    );

    expect(result.pages.flatMap(({ numbers }) => numbers).length).toBeGreaterThan(0);
    for (const written of [resultKey, ...overlayKeys]) {
      expect(Buffer.from(results.inspect(written).bytes).equals(s3.latest('results', written)!.bytes)).toBe(
        true,
      );
    }
    expect(s3.latest('results', resultKey)?.contentType).toBe('application/json');
    expect(lambda.invoked).toContain('classify:live');
  });

  it('leaves the result of a document alone when its event comes again', async () => {
    const key = 'twice.png';
    const versionId = s3.put('inbox', key, await readSample('us-check.png'));
    const event = sqsEvent(notification({ bucket: 'inbox', key, versionId }));
    await segment.call(event);
    const first = s3.latest('results', `${key}.${versionId}.json`);
    await expect(segment.call(event)).resolves.toEqual({ batchItemFailures: [] });
    expect(first).toBeDefined();
    expect(s3.latest('results', `${key}.${versionId}.json`)).toBe(first);
    expect(segment.output()).toContain('"outcome":"exists"');
  });

  it('answers a document that no one can read with a rejected result', async () => {
    s3.put('inbox', 'text.png', Buffer.from('this is no picture'));
    await segment.call(sqsEvent(notification({ bucket: 'inbox', key: 'text.png' })));
    expect(JSON.parse(String(s3.latest('results', 'text.png.json')?.bytes))).toMatchObject({
      status: 'rejected',
      reasons: [{ code: 'unsupported-type' }],
    });
  });

  it('fails only the messages that cannot be done now, and writes no result for them', async () => {
    s3.put('inbox', 'later.png', await readSample('us-check.png'));
    const event = sqsEvent(
      TEST_EVENT,
      notification({ bucket: 'inbox', key: 'later.png' }),
      notification({ bucket: 'inbox', key: 'not-there.png' }),
      'no notification',
    );
    lambda.failing = true;
    await expect(segment.call(event)).resolves.toEqual({
      batchItemFailures: ['message-1', 'message-2', 'message-3'].map((itemIdentifier) => ({
        itemIdentifier,
      })),
    });
    expect(s3.latest('results', 'later.png.json')).toBeUndefined();
    lambda.failing = false;
    await segment.call(event);
    expect(s3.latest('results', 'later.png.json')).toBeDefined();
  });

  it('logs a line for each document that names none', () => {
    expect(segment.output()).toContain('"event":"document"');
    for (const name of [...SAMPLES, 'later', 'twice', 'in box']) expect(segment.output()).not.toContain(name);
  });

  it('names the setting that is missing', async () => {
    await expect(startBundle(join(out, 'functions/segment'), { RESULTS_BUCKET: 'results' })).rejects.toThrow(
      'environment variable CLASSIFY_FUNCTION',
    );
  });
});
