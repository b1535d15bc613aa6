import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSegmentHandler } from '../../../functions/segment/create-handler.ts';
import type { LogLine } from '../../../functions/segment/document-log.ts';
import { createTellOfResult } from '../../../functions/segment/tell-of-result.ts';
import type { Result } from '../../../lib/document/result.ts';
import { type Extraction, type extractDocument, resultJson } from '../../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';
import { NEVER_ASKED, notification, resultOf, sqsEvent } from './fixtures.ts';

const events = mockClient(EventBridgeClient);
const KEY = 'in/a.png.json';
const NEVER = new AbortController().signal;
let results: MemoryStore;

beforeEach(() => {
  events.reset();
  results = new MemoryStore('results', { versioned: true });
});

const tell = () => createTellOfResult({ client: new EventBridgeClient({}), eventBus: 'bus', results });
const extraction = (result: Result, outcome: Extraction['outcome']): Extraction => ({
  result,
  resultKey: KEY,
  overlayKeys: [],
  outcome,
});
const store = (result: Result) =>
  results.create(KEY, new TextEncoder().encode(resultJson(result)), { contentType: 'application/json' });
const detailOf = (call: number) => {
  const [entry] = events.commandCalls(PutEventsCommand)[call]?.args[0].input.Entries ?? [];
  return JSON.parse(entry?.Detail ?? 'null');
};

describe('createTellOfResult', () => {
  it('puts one event on the bus', async () => {
    events.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
    await tell()(extraction(resultOf('in/a.png', ['1234567']), 'created'), NEVER);
    const [entry] = events.commandCalls(PutEventsCommand)[0]!.args[0].input.Entries!;
    expect(entry).toMatchObject({ EventBusName: 'bus', Source: 'digitlift', DetailType: 'Document Read' });
    expect(detailOf(0)).toMatchObject({ status: 'review', result: { bucket: 'results', key: KEY } });
  });

  it('tells of what lies there, not of what was read again', async () => {
    events.on(PutEventsCommand).resolves({});
    await store({ ...resultOf('in/a.png', []), status: 'accepted' });
    await tell()(extraction(resultOf('in/a.png', []), 'exists'), NEVER);
    expect(detailOf(0).status).toBe('accepted');
  });

  it.each([
    ['refuses the call', () => events.on(PutEventsCommand).rejects(new Error('throttled'))],
    [
      'refuses the entry',
      () =>
        events
          .on(PutEventsCommand)
          .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] }),
    ],
  ])('fails, to be tried again, when the bus %s', async (_, arrange) => {
    arrange();
    await expect(tell()(extraction(resultOf('in/a.png', []), 'created'), NEVER)).rejects.toMatchObject({
      code: 'event-failed',
      retryable: true,
    });
  });
});

describe('an event that fails', () => {
  it('costs neither the result nor another one: the next delivery tells of the result that is there', async () => {
    events.on(PutEventsCommand).rejectsOnce(new Error('down')).resolves({});
    const lines: LogLine[] = [];
    let time = 0;
    const extract: typeof extractDocument = async ({ key }) => {
      // Every reading says something else, as another model would.
      const result = resultOf(key, [String(1_000_000 + time++)]);
      return extraction(result, await store(result));
    };
    const handler = createSegmentHandler({
      openInbox: (bucket) => new MemoryStore(bucket),
      results,
      classifier: NEVER_ASKED,
      extract,
      overlay: false,
      maxMisread: 0.01,
      tell: tell(),
      log: (line) => lines.push(line),
      now: () => time,
    });
    const event = sqsEvent(notification({ bucket: 'inbox', key: 'in/a.png' }));
    const context = { getRemainingTimeInMillis: () => 60_000 };

    expect((await handler(event, context)).batchItemFailures).toHaveLength(1);
    const written = results.inspect(KEY);
    expect((await handler(event, context)).batchItemFailures).toEqual([]);

    expect(results.inspect(KEY)).toBe(written);
    expect(detailOf(1)).toEqual(detailOf(0));
    expect(lines.map((line) => ('outcome' in line ? line.outcome : 'code' in line && line.code))).toEqual([
      'created',
      'event-failed',
      'exists',
    ]);
  });
});
