import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createSegmentHandler,
  DEADLINE_MARGIN_MS,
  type SegmentDependencies,
} from '../../../functions/segment/create-handler.ts';
import type { LogLine } from '../../../functions/segment/document-log.ts';
import { RequestError, TransientError } from '../../../lib/document/errors.ts';
import type { Extraction } from '../../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';
import { NEVER_ASKED, notification, resultOf, sqsEvent, TEST_EVENT } from './fixtures.ts';

const PLENTY = { getRemainingTimeInMillis: () => 60_000 };

let lines: LogLine[];
let openInbox: ReturnType<typeof vi.fn<SegmentDependencies['openInbox']>>;
let extract: ReturnType<typeof vi.fn<SegmentDependencies['extract']>>;
let time: number;

/** A handler whose `extract` is a fake: what extractDocument does is tested in its own room. */
function handlerWith(overrides: Partial<SegmentDependencies> = {}) {
  return createSegmentHandler({
    openInbox,
    results: new MemoryStore('results'),
    classifier: NEVER_ASKED,
    extract,
    overlay: false,
    maxMisread: 0.01,
    log: (line) => lines.push(line),
    now: () => time,
    ...overrides,
  });
}

function extraction(key: string, numbers: readonly string[] = []): Extraction {
  return { result: resultOf(key, numbers), resultKey: `${key}.json`, overlayKeys: [], outcome: 'created' };
}

const message = (key: string, versionId?: string) =>
  notification({ bucket: 'inbox', key, ...(versionId === undefined ? {} : { versionId }) });

beforeEach(() => {
  lines = [];
  time = 0;
  openInbox = vi.fn((bucket: string) => new MemoryStore(bucket));
  extract = vi.fn<SegmentDependencies['extract']>(async ({ key }) => extraction(key));
});

describe('the segment handler', () => {
  it('extracts every document of every message', async () => {
    const two = notification({ bucket: 'inbox', key: 'b' }, { bucket: 'other', key: 'c d/é' });
    const answer = await handlerWith({ overlay: true, maxMisread: 0.02, country: 'IN' })(
      sqsEvent(message('a', 'v7'), two),
      PLENTY,
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(
      extract.mock.calls.map(([reference, { inbox, results }]) => [
        reference,
        inbox.container,
        results.container,
      ]),
    ).toEqual([
      [{ key: 'a', versionId: 'v7' }, 'inbox', 'results'],
      [{ key: 'b' }, 'inbox', 'results'],
      [{ key: 'c d/é' }, 'other', 'results'],
    ]);
    expect(extract.mock.calls[0]?.[2]).toMatchObject({ overlay: true, maxMisread: 0.02, country: 'IN' });
  });

  it('reads again what it is asked to, and logs it as no new document', async () => {
    const again = JSON.stringify({ reprocess: [{ bucket: 'inbox', key: 'a', versionId: 'v7' }] });
    await handlerWith()(sqsEvent(again, message('b')), PLENTY);
    expect(extract.mock.calls.map(([reference, , options]) => [reference, options?.reprocess])).toEqual([
      [{ key: 'a', versionId: 'v7' }, true],
      [{ key: 'b' }, false],
    ]);
    expect(lines.map(({ event }) => event)).toEqual(['document-again', 'document']);
  });

  it('reads every document with the templates that there are, those of the user first', async () => {
    const own = [{ name: 'ballot' }] as never;
    const shippedTemplates = [{ name: 'tally' }] as never;
    await handlerWith({ findTemplates: async () => own, shippedTemplates })(sqsEvent(message('a')), PLENTY);
    expect(extract.mock.calls[0]?.[2]?.templates).toEqual([{ name: 'ballot' }, { name: 'tally' }]);
  });

  it('reads no document while a template cannot be used', async () => {
    const findTemplates = async () => {
      throw new RequestError('template-invalid', 'The template ballot.json cannot be used');
    };
    const answer = await handlerWith({ findTemplates })(sqsEvent(message('a')), PLENTY);
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(extract).not.toHaveBeenCalled();
    expect(lines).toMatchObject([{ event: 'document-failed', code: 'template-invalid' }]);
  });

  it('says of every delivery which day it counts, by when the document came in', async () => {
    const dayOf = () => '2026-03-09';
    await handlerWith({ dayOf })(sqsEvent(message('a'), message('a')), PLENTY);
    expect(extract.mock.calls.map(([, , options]) => options?.dayOf)).toEqual([dayOf, dayOf]);
    await handlerWith()(sqsEvent(message('a')), PLENTY);
    expect(extract.mock.lastCall?.[2]).not.toHaveProperty('dayOf');
  });

  it('opens each bucket once, over all invocations', async () => {
    const handler = handlerWith();
    await handler(sqsEvent(message('a'), message('b')), PLENTY);
    await handler(sqsEvent(message('c')), PLENTY);
    expect(openInbox.mock.calls).toEqual([['inbox']]);
  });

  it('has nothing to do for the test event', async () => {
    expect(await handlerWith()(sqsEvent(TEST_EVENT), PLENTY)).toEqual({ batchItemFailures: [] });
    expect(extract).not.toHaveBeenCalled();
    expect(lines).toEqual([]);
  });

  it('reports only the messages that failed and goes on with the others', async () => {
    extract.mockImplementation(async ({ key }) => {
      if (key === 'transient') throw new TransientError('storage-failed', 'S3 failed');
      if (key === 'request') throw new RequestError('not-found', 'gone');
      if (key === 'unknown') throw new TypeError('x is undefined');
      return extraction(key);
    });
    const event = sqsEvent(
      message('transient'),
      message('good'),
      '{',
      message('request'),
      message('unknown'),
      message('last'),
    );
    expect(await handlerWith()(event, PLENTY)).toEqual({
      batchItemFailures: ['message-0', 'message-2', 'message-3', 'message-4'].map((itemIdentifier) => ({
        itemIdentifier,
      })),
    });
    expect(lines.map((line) => ('code' in line ? line.code : line.event))).toEqual([
      'storage-failed',
      'document',
      'bad-request',
      'not-found',
      'unknown',
      'document',
    ]);
  });

  it('tries the other documents of a message when one fails, and reports the message once', async () => {
    extract.mockRejectedValueOnce(new TransientError('storage-failed', 'S3 failed'));
    const event = sqsEvent(notification({ bucket: 'inbox', key: 'a' }, { bucket: 'inbox', key: 'b' }));
    expect(await handlerWith()(event, PLENTY)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect(extract).toHaveBeenCalledTimes(2);
  });

  it('fails the message when its bucket cannot be opened', async () => {
    openInbox.mockImplementation(() => {
      throw new Error('no such region');
    });
    const answer = await handlerWith()(sqsEvent(message('a')), PLENTY);
    expect(answer.batchItemFailures).toHaveLength(1);
  });
});

describe('the deadline', () => {
  it('aborts before the time of the function is over', async () => {
    extract.mockImplementation(async (_reference, _dependencies, options) => {
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
      throw new TransientError('deadline-exceeded', 'late');
    });
    const context = { getRemainingTimeInMillis: () => DEADLINE_MARGIN_MS + 20 };
    const answer = await handlerWith()(sqsEvent(message('a'), message('b')), context);
    expect(answer.batchItemFailures).toHaveLength(2);
    // The second document is not even begun.
    expect(extract).toHaveBeenCalledTimes(1);
    expect(lines.map((line) => ('code' in line ? line.code : ''))).toEqual([
      'deadline-exceeded',
      'deadline-exceeded',
    ]);
  });

  it('begins no document when there is no time at all', async () => {
    const context = { getRemainingTimeInMillis: () => DEADLINE_MARGIN_MS };
    const answer = await handlerWith()(sqsEvent(message('a')), context);
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(extract).not.toHaveBeenCalled();
  });

  it('leaves the signal alone while there is time', async () => {
    await handlerWith()(sqsEvent(message('a')), PLENTY);
    expect(extract.mock.calls[0]?.[2]?.signal?.aborted).toBe(false);
  });
});

describe('the log', () => {
  const secrets = ['4929123456', 'cheques/Jane Doe 1975.png'] as const;
  const [amount, key] = secrets;

  it('tells of a document what is needed, under a hash', async () => {
    extract.mockImplementation(async (_reference, _dependencies, options) => {
      options?.observe?.({ stage: 'decode', page: 0, phase: 'start' });
      time += 40;
      options?.observe?.({ stage: 'decode', page: 0, phase: 'end' });
      time += 2;
      return extraction(key, [amount, '7']);
    });
    await handlerWith()(sqsEvent(message(key, 'v1')), PLENTY);
    expect(lines).toEqual([
      {
        event: 'document',
        document: expect.stringMatching(/^[0-9a-f]{16}$/),
        outcome: 'created',
        status: 'review',
        pages: 1,
        numbers: 2,
        totalMs: 42,
        ms: { decode: 40 },
      },
    ]);
  });

  it('names a version of a document always alike and another version differently', async () => {
    await handlerWith()(
      sqsEvent(message(key, 'v1'), message(key, 'v1'), message(key, 'v2'), message(key)),
      PLENTY,
    );
    const [first, second, ...others] = lines.map((line) => ('document' in line ? line.document : ''));
    expect(first).toBe(second);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it('never holds a key, a number that was read or the message of an error', async () => {
    extract
      .mockResolvedValueOnce(extraction(key, [amount]))
      .mockRejectedValueOnce(new RequestError('not-found', `There is no object ${key}`))
      .mockRejectedValueOnce(new Error(`${amount}\n    at ${key}`, { cause: new TypeError(amount) }));
    await handlerWith()(sqsEvent(message(key), message(key), message(key), `{"${key}": ${amount}`), PLENTY);
    expect(lines).toHaveLength(4);
    const text = JSON.stringify(lines);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('tells where an unknown error came from', async () => {
    extract.mockRejectedValueOnce(new Error('secret', { cause: new RangeError('secret') }));
    await handlerWith()(sqsEvent(message('a')), PLENTY);
    expect(lines[0]).toMatchObject({
      event: 'document-failed',
      code: 'unknown',
      retryable: true,
      names: ['Error', 'RangeError'],
      at: expect.stringMatching(/^at .*create-handler\.test\.ts:\d+/),
    });
  });
});
