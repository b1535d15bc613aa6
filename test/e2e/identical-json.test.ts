import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler as createClassifyHandler } from '../../functions/classify/create-handler.ts';
import { createSegmentHandler } from '../../functions/segment/create-handler.ts';
import { createInvokeClassifier } from '../../functions/segment/invoke-classifier.ts';
import { SHIPPED_TEMPLATES } from '../../functions/segment/shipped-templates.ts';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { type Knowledge, metadataOf } from '../../lib/fields/knowledge.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { DEFAULT_MAX_MISREAD } from '../../lib/read/calibration.ts';
import { FolderStore } from '../../lib/store/folder-store.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { notification, sqsEvent } from '../functions/segment/fixtures.ts';
import { MODEL, openLocalClassifier, PROJECT, readSample, SAMPLES } from './in-process.ts';
import { copyModel } from './model-copy.ts';

/** The folder is named as the bucket is: a result says where its document came from. */
const CONTAINER = 'inbox';
let scratch: string;
let inbox: string;
let local: LocalClassifier;
const lambda = mockClient(LambdaClient);

beforeAll(async () => {
  local = await openLocalClassifier();
  scratch = await mkdtemp(join(tmpdir(), 'digitlift-identical-'));
  inbox = join(scratch, CONTAINER);
  await mkdir(inbox);
  for (const name of SAMPLES) await writeFile(join(inbox, name), await readSample(name));
});
afterAll(async () => {
  local?.dispose();
  await rm(scratch, { recursive: true });
});

/** What all ways of reading have in common. */
interface Reading {
  readonly classifier: LocalClassifier;
  /** Folder of the classifier's model. */
  readonly model: string;
  readonly keys: readonly string[];
  readonly maxMisread: number;
  /** Of each document. @default nothing is known */
  readonly known?: Knowledge;
}

/** By the segment handler, with few crops and strips a call, so that a page takes several. */
async function throughHandlers({
  classifier,
  keys,
  maxMisread,
  known,
}: Reading): Promise<Map<string, string>> {
  const classify = createClassifyHandler(async () => classifier);
  lambda.on(InvokeCommand).callsFake(async ({ Payload }) => ({
    Payload: new TextEncoder().encode(JSON.stringify(await classify(JSON.parse(Payload)))),
  }));
  const results = new MemoryStore('results');
  const handler = createSegmentHandler({
    openInbox: () =>
      known === undefined ? new FolderStore(inbox) : withMetadata(new FolderStore(inbox), known),
    results,
    classifier: createInvokeClassifier({
      client: new LambdaClient({ region: 'eu-west-1' }),
      functionName: 'classify',
      batchSize: 50,
      batchColumns: 800,
    }),
    extract: extractDocument,
    overlay: false,
    maxMisread,
    shippedTemplates: SHIPPED_TEMPLATES,
    log: () => undefined,
    now: () => 0,
  });
  const event = sqsEvent(...keys.map((key) => notification({ bucket: CONTAINER, key })));
  const context = { getRemainingTimeInMillis: () => 600_000 };
  expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
  const texts = new Map<string, string>();
  for await (const key of results.list())
    texts.set(key, new TextDecoder().decode((await results.get(key)).bytes));
  return texts;
}

/** As the API keeps beside a document what is known of it. */
function withMetadata(folder: ObjectStore, known: Knowledge): ObjectStore {
  const store: ObjectStore = Object.create(folder);
  return Object.assign(store, {
    container: folder.container,
    get: async (key: string) => ({ ...(await folder.get(key)), metadata: metadataOf(known) }),
  });
}

/** By extractDocument over two folders. */
async function throughFolders(
  name: string,
  { classifier, keys, maxMisread, known = {} }: Reading,
): Promise<Map<string, string>> {
  const out = join(scratch, name);
  await mkdir(out);
  const results = new FolderStore(out);
  for (const key of keys) {
    const stores = { inbox: new FolderStore(inbox), results };
    const options = { maxMisread, templates: SHIPPED_TEMPLATES, ...known };
    await extractDocument({ key }, { ...stores, classifier }, options);
  }
  return readResults(out, keys);
}

/** By the command line in a process of its own. */
async function throughCommandLine(
  name: string,
  { model, keys, maxMisread, known = {} }: Reading,
): Promise<Map<string, string>> {
  const out = join(scratch, name);
  const { today, country, expected } = known;
  if (expected !== undefined) {
    for (const key of keys) await writeFile(join(inbox, `${key}.expected.json`), JSON.stringify(expected));
  }
  const main = join(PROJECT, 'local/cli/main.ts');
  await promisify(execFile)(
    process.execPath,
    [
      ...['--import', 'tsx', main, ...keys.map((key) => join(inbox, key)), '--out', out, '--no-overlay'],
      ...['--model', model, '--engine', 'wasm', '--max-misread', String(maxMisread)],
      ...(today === undefined ? [] : ['--today', today]),
      ...(country === undefined ? [] : ['--country', country]),
    ],
    { cwd: PROJECT },
  );
  return readResults(out, keys);
}

async function readResults(out: string, keys: readonly string[]): Promise<Map<string, string>> {
  const texts = keys.map(async (name) => {
    return [`${name}.json`, await readFile(join(out, `${name}.json`), 'utf8')] as const;
  });
  return new Map(await Promise.all(texts));
}

/** Names of the results that differ; the texts themselves are too long to look at. */
function differing(expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): string[] {
  const names = new Set([...expected.keys(), ...actual.keys()]);
  return [...names].filter((name) => actual.get(name) !== expected.get(name));
}

/** Every sample is read in each test; a busy machine takes its time for that. */
describe('the same bytes', { timeout: 600_000 }, () => {
  let shipped: Reading;
  let expected: Map<string, string>;
  beforeAll(async () => {
    shipped = { classifier: local, model: MODEL, keys: SAMPLES, maxMisread: DEFAULT_MAX_MISREAD };
    expected = await throughFolders('first', shipped);
  }, 600_000);

  it('are read at all', () => {
    expect([...expected.keys()].sort()).toEqual(SAMPLES.map((name) => `${name}.json`).sort());
    for (const text of expected.values()) expect(JSON.parse(text).pages[0].numbers).not.toEqual([]);
  });

  it('give the same JSON on a second run', async () => {
    expect(differing(expected, await throughFolders('second', shipped))).toEqual([]);
  });

  it('give the same JSON through the handlers', async () => {
    expect(differing(expected, await throughHandlers(shipped))).toEqual([]);
  });

  it('give the same JSON from the command line', async () => {
    expect(differing(expected, await throughCommandLine('command-line', shipped))).toEqual([]);
  });

  it('give the same JSON everywhere for the same day, country and expected values', async () => {
    const known: Knowledge = {
      today: '2031-03-09',
      country: 'IN',
      expected: { serial: '000001', amount: { minorUnits: 1, currency: 'INR' } },
    };
    const reading = { ...shipped, keys: ['india-cheque.jpg'], known };
    const here = await throughFolders('known', reading);
    const { reasons } = JSON.parse(here.get('india-cheque.jpg.json')!);
    const codes = reasons.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['date-stale', 'expected-differs']));
    expect(differing(here, await throughHandlers(reading))).toEqual([]);
    expect(differing(here, await throughCommandLine('command-line-known', reading))).toEqual([]);
  });

  it.each(['with', 'without'] as const)('give the same JSON everywhere %s a calibration', async (which) => {
    const model = join(scratch, `model-${which}`);
    await copyModel(model, which);
    const classifier = await openLocalClassifier(model);
    const reading = { classifier, model, keys: ['us-check.png'], maxMisread: 0.05 };
    const here = await throughFolders(`here-${which}`, reading);
    expect(differing(here, await throughHandlers(reading))).toEqual([]);
    expect(differing(here, await throughCommandLine(`command-line-${which}`, reading))).toEqual([]);
    classifier.dispose();
    const threshold = which === 'with' ? { threshold: 0.61, shown: 0.05 } : { threshold: 0.95 };
    const { acceptance } = JSON.parse(here.get('us-check.png.json')!);
    expect(acceptance).toEqual({ maxMisread: 0.05, ...threshold });
  });
});
