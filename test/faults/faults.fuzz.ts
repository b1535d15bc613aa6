import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSegmentHandler, DEADLINE_MARGIN_MS } from '../../functions/segment/create-handler.ts';
import { createInvokeClassifier } from '../../functions/segment/invoke-classifier.ts';
import { MAX_RECEIVES } from '../../infra/inbox-queue.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { resultKey } from '../../lib/pipeline/result-key.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { type Random, randomFor } from '../../local/seeded-random.ts';
import { writeCashLetter } from '../../samples/draw/cash-letter.ts';
import { notification } from '../functions/segment/fixtures.ts';
import { alwaysSays } from '../pipeline/fakes.ts';
import { createFaults, type Faults, faultyLambda, faultyStore } from './faulty-parts.ts';
import { drain, type Queued } from './queue.ts';

const RUNS = 1_000;
const CLASSIFIER = alwaysSays('7');
const CHECK = { PayorBankRoutingNumber: '00006789', PayorBankCheckDigit: '4', OnUs: '0004713826/' };
const OPTIONS = { overlay: false, maxMisread: 0.01 };

/** Tiny documents, so that a thousand runs take seconds: a picture and a cash letter that are read, three that are refused. */
let documents: readonly Uint8Array[];
beforeAll(async () => {
  const page = await sharp({ create: { width: 48, height: 32, channels: 3, background: 'white' } })
    .composite([
      {
        input: await sharp({ create: { width: 9, height: 16, channels: 3, background: 'black' } })
          .png()
          .toBuffer(),
      },
    ])
    .png()
    .toBuffer();
  const letter = writeCashLetter({
    encoding: 'ascii',
    bundles: [[CHECK, CHECK].map((fields) => ({ fields, front: page }))],
  });
  documents = [page, letter, new Uint8Array(0), Buffer.from('no picture'), page.subarray(0, page.length / 2)];
});

interface Inbox {
  readonly store: MemoryStore;
  readonly references: readonly { readonly key: string; readonly versionId: string }[];
}

/** Some documents, some of them under one key. */
async function fillInbox(random: Random, count: number): Promise<Inbox> {
  const store = new MemoryStore('inbox', { versioned: true });
  const references = [];
  for (let index = 0; index < count; index++) {
    const key = `in box/${Math.floor(random.next() * count)}+ü.png`;
    const bytes = documents[Math.floor(random.next() * documents.length)] ?? new Uint8Array(0);
    await store.replace(key, bytes, { contentType: 'image/png' });
    const { versionId } = await store.get(key);
    if (versionId === undefined) throw new Error('Expected a version');
    references.push({ key, versionId });
  }
  return { store, references };
}

/** What each document's result is when nothing fails. */
async function readAll({ store, references }: Inbox): Promise<ReadonlyMap<string, Buffer>> {
  const results = new MemoryStore('results');
  for (const reference of references) {
    await extractDocument(reference, { inbox: store, results, classifier: CLASSIFIER }, OPTIONS);
  }
  return contentOf(results);
}

async function contentOf(store: MemoryStore): Promise<ReadonlyMap<string, Buffer>> {
  const content = new Map<string, Buffer>();
  for await (const key of store.list()) content.set(key, Buffer.from(store.inspect(key).bytes));
  return content;
}

function handlerOver(inbox: ObjectStore, results: ObjectStore, faults: Faults) {
  return createSegmentHandler({
    ...OPTIONS,
    openInbox: () => faultyStore(inbox, faults),
    results: faultyStore(results, faults),
    classifier: createInvokeClassifier({
      client: faultyLambda(CLASSIFIER, faults) as Parameters<typeof createInvokeClassifier>[0]['client'],
      functionName: 'classify',
    }),
    extract: extractDocument,
    log: () => undefined,
    now: () => 0,
  });
}

/** Counts every write that changed something. */
function countWrites(store: MemoryStore): {
  readonly store: ObjectStore;
  readonly writes: Map<string, number>;
} {
  const writes = new Map<string, number>();
  const count = (key: string) => writes.set(key, (writes.get(key) ?? 0) + 1);
  return {
    writes,
    store: {
      container: store.container,
      get: (...words) => store.get(...words),
      list: (prefix) => store.list(prefix),
      async create(key, ...words) {
        const outcome = await store.create(key, ...words);
        if (outcome === 'created') count(key);
        return outcome;
      },
      async replace(key, ...words) {
        await store.replace(key, ...words);
        count(key);
      },
    },
  };
}

interface Ends {
  result: number;
  rejected: number;
  dead: number;
  faults: number;
}

async function runOnce(seed: number, ends: Ends): Promise<void> {
  const random = randomFor(seed);
  const inbox = await fillInbox(random, 1 + Math.floor(random.next() * 3));
  const whole = await readAll(inbox);
  const memory = new MemoryStore('results');
  const { store: results, writes } = countWrites(memory);
  const rate = [0, 0.05, 0.2, 0.6][Math.floor(random.next() * 4)] ?? 0;
  const faults = createFaults(random, rate);
  const handler = handlerOver(inbox.store, results, faults);
  // Up to ten announcements of each document.
  const messages: Queued[] = inbox.references.flatMap(({ key, versionId }, document) =>
    Array.from({ length: random.next() < 0.1 ? 10 : 1 + Math.floor(random.next() * 2) }, () => ({
      document,
      body: notification({ bucket: 'inbox', key, versionId }),
      receives: 0,
    })),
  );
  const dead = await drain(messages, {
    random,
    handler,
    remainingMs: () =>
      random.next() < rate / 2 ? DEADLINE_MARGIN_MS + Math.floor(random.next() * 3) : 300_000,
    dies: () => random.next() < rate / 2,
    batchSize: 10,
    concurrency: 3,
  });

  const written = await contentOf(memory);
  for (const [document, { key, versionId }] of inbox.references.entries()) {
    const at = resultKey(key, versionId);
    const own = messages.filter((message) => message.document === document);
    const given = own.filter((message) => dead.includes(message));
    if (written.has(at)) {
      const { status } = JSON.parse(String(written.get(at)));
      ends[status === 'rejected' ? 'rejected' : 'result'] += 1;
    } else {
      // Without a result no announcement of it may have been taken for done.
      expect(given).toHaveLength(own.length);
      ends.dead += 1;
    }
    expect(given.every(({ receives }) => receives === MAX_RECEIVES)).toBe(true);
  }
  for (const [key, bytes] of written) {
    expect(writes.get(key)).toBe(1);
    // Whole, and what would stand there if nothing had failed.
    expect(bytes.equals(whole.get(key) ?? Buffer.alloc(0))).toBe(true);
  }

  // What was given up is redriven once the trouble is over.
  faults.stop();
  for (const message of dead) message.receives = 0;
  const quiet = {
    random,
    handler,
    remainingMs: () => 300_000,
    dies: () => false,
    batchSize: 10,
    concurrency: 3,
  };
  expect(await drain(dead, quiet)).toEqual([]);
  expect(await contentOf(memory)).toEqual(whole);
  expect([...writes.values()].every((times) => times === 1)).toBe(true);
  ends.faults += Object.values(faults.injected).reduce((sum, times) => sum + times, 0);
}

describe('whatever fails at the stores and at the classify function,', () => {
  it(`every document ends in one result, rejected, or the dead letters: ${RUNS} seeded runs`, {
    timeout: 300_000,
  }, async () => {
    const ends: Ends = { result: 0, rejected: 0, dead: 0, faults: 0 };
    for (let seed = 1; seed <= RUNS; seed++) {
      try {
        await runOnce(seed, ends);
      } catch (error) {
        throw new Error(`Seed ${seed} failed`, { cause: error });
      }
    }
    // The faults reached every end.
    expect(ends.faults).toBeGreaterThan(RUNS);
    for (const end of ['result', 'rejected', 'dead'] as const) expect(ends[end]).toBeGreaterThan(50);
  });

  it('one poisoned message in a batch of ten leaves nine results', async () => {
    const inbox = new MemoryStore('inbox');
    const memory = new MemoryStore('results');
    const keys = Array.from({ length: 10 }, (_, index) => `${index}.png`);
    const poisoned: ObjectStore = {
      container: 'inbox',
      get: async (key, options) => {
        if (key === '4.png') throw new Error('poison');
        return inbox.get(key, options);
      },
      create: (...words) => inbox.create(...words),
      replace: (...words) => inbox.replace(...words),
      list: (prefix) => inbox.list(prefix),
    };
    for (const key of keys)
      await inbox.create(key, documents[0] ?? new Uint8Array(0), { contentType: 'image/png' });
    const random = randomFor(1);
    const messages = keys.map((key, document) => ({
      document,
      body: notification({ bucket: 'inbox', key }),
      receives: 0,
    }));
    const dead = await drain(messages, {
      random: { ...random, next: () => 0.999_999 },
      handler: handlerOver(poisoned, memory, createFaults(random, 0)),
      remainingMs: () => 300_000,
      dies: () => false,
      batchSize: 10,
      concurrency: 1,
    });
    expect(dead.map(({ document }) => document)).toEqual([4]);
    expect([...(await contentOf(memory)).keys()]).toEqual(
      keys.filter((key) => key !== '4.png').map((key) => `${key}.json`),
    );
    expect(messages.map(({ receives }) => receives)).toEqual(
      keys.map((key) => (key === '4.png' ? MAX_RECEIVES : 1)),
    );
  });
});
