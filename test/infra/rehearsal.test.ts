import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSegmentHandler, type SegmentDependencies } from '../../functions/segment/create-handler.ts';
import type { LogLine } from '../../functions/segment/document-log.ts';
import { createTellOfResult } from '../../functions/segment/tell-of-result.ts';
import { MAX_RECEIVES } from '../../infra/inbox-queue.ts';
import { TransientError } from '../../lib/document/errors.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { redrive } from '../../scripts/ops/redrive.ts';
import { notification, sqsEvent } from '../functions/segment/fixtures.ts';
import { alwaysSays, blockPage, pngOf } from '../pipeline/fakes.ts';

/** What docs/runbook.md says to do about dead letters, done: an outage, five deliveries, the alarm, the cure, the redrive. */
const RUNBOOK = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const SCAN = await pngOf(blockPage([4]));
const RESULT = 'in/a.png.v1.json';
const events = mockClient(EventBridgeClient);
const sqs = mockClient(SQSClient);

let inbox: MemoryStore;
let results: MemoryStore;
let lines: LogLine[];
let waiting: { body: string; receives: number }[];
let deadLetters: string[];

beforeEach(async () => {
  inbox = new MemoryStore('inbox', { versioned: true });
  results = new MemoryStore('results', { versioned: true });
  await inbox.create('in/a.png', SCAN, { contentType: 'image/png' });
  lines = [];
  waiting = [{ body: notification({ bucket: 'inbox', key: 'in/a.png', versionId: 'v1' }), receives: 0 }];
  deadLetters = [];
  events.reset();
  events.on(PutEventsCommand).resolves({});
  sqs.reset();
  sqs.on(GetQueueUrlCommand).resolves({ QueueUrl: 'url' });
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn: 'arn' } });
  sqs.on(ListMessageMoveTasksCommand).resolves({ Results: [{ Status: 'COMPLETED' }] });
  // As SQS does it: back to the source, with a new count of receives.
  sqs.on(StartMessageMoveTaskCommand).callsFake(() => {
    waiting.push(...deadLetters.splice(0).map((body) => ({ body, receives: 0 })));
    return {};
  });
});

/** Delivers what waits until it is done or given up, as the queue of the stack does. */
async function deliver(overrides: Partial<SegmentDependencies> = {}, remainingMs = 60_000): Promise<void> {
  const handler = createSegmentHandler({
    openInbox: () => inbox,
    results,
    classifier: alwaysSays('5'),
    extract: extractDocument,
    overlay: false,
    maxMisread: 0.01,
    tell: createTellOfResult({ client: new EventBridgeClient({}), eventBus: 'bus', results }),
    log: (line) => lines.push(line),
    now: () => 0,
    ...overrides,
  });
  while (waiting.length > 0) {
    const message = waiting.shift()!;
    message.receives += 1;
    const context = { getRemainingTimeInMillis: () => remainingMs };
    const { batchItemFailures } = await handler(sqsEvent(message.body), context);
    if (batchItemFailures.length === 0) continue;
    if (message.receives >= MAX_RECEIVES) deadLetters.push(message.body);
    else waiting.push(message);
  }
}

function redriveNow(): Promise<number> {
  return redrive({
    client: new SQSClient({}),
    stage: 'dev',
    wait: async () => undefined,
    log: () => undefined,
  });
}

const failing = (code: 'storage-failed' | 'classifier-failed') => async () => {
  throw new TransientError(code, 'an outage');
};

describe.each([
  ['storage-failed', () => deliver({ extract: failing('storage-failed') })],
  ['classifier-failed', () => deliver({ extract: failing('classifier-failed') })],
  ['deadline-exceeded', () => deliver({}, 0)],
])('an outage by which documents fail as %s', (code, fail) => {
  it('ends in the dead-letter queue after five deliveries, with the code of the runbook', async () => {
    await fail();
    expect(deadLetters).toHaveLength(1);
    expect(lines.map((line) => 'code' in line && line.code)).toEqual(Array(MAX_RECEIVES).fill(code));
    expect(RUNBOOK).toContain(`| \`${code}\` |`);
    await expect(results.get(RESULT)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is over after the cure and a redrive: one result, one event', async () => {
    await fail();
    await redriveNow();
    await deliver();
    expect(deadLetters).toEqual([]);
    expect((await results.get(RESULT)).versionId).toBe('v1');
    expect(events.commandCalls(PutEventsCommand)).toHaveLength(1);
  });
});

describe('an outage of EventBridge', () => {
  it('leaves a result that nobody was told of; the redrive tells of it and does not write it again', async () => {
    events.on(PutEventsCommand).rejects(new Error('down'));
    await deliver();
    expect(deadLetters).toHaveLength(1);
    const written = results.inspect(RESULT);
    expect(lines.filter((line) => 'code' in line && line.code === 'event-failed')).toHaveLength(MAX_RECEIVES);

    events.reset();
    events.on(PutEventsCommand).resolves({});
    await redriveNow();
    await deliver();
    expect(deadLetters).toEqual([]);
    expect(results.inspect(RESULT)).toBe(written);
    expect(events.commandCalls(PutEventsCommand)).toHaveLength(1);
  });
});

describe('a document that was deleted too soon', () => {
  it('fails as not-found however often it is redriven: the runbook says to delete its message', async () => {
    inbox = new MemoryStore('inbox', { versioned: true });
    await deliver();
    await redriveNow();
    await deliver();
    expect(deadLetters).toHaveLength(1);
    expect(lines.map((line) => 'code' in line && line.code)).toEqual(
      Array(2 * MAX_RECEIVES).fill('not-found'),
    );
    expect(RUNBOOK).toMatch(/\| `not-found` \|.*delete the message/);
  });
});

describe('a dead letter that has a result already', () => {
  it('is done at once when it is redriven', async () => {
    await deliver();
    const written = results.inspect(RESULT);
    deadLetters.push(notification({ bucket: 'inbox', key: 'in/a.png', versionId: 'v1' }));
    await redriveNow();
    await deliver();
    expect(deadLetters).toEqual([]);
    expect(results.inspect(RESULT)).toBe(written);
    expect(lines.map((line) => 'outcome' in line && line.outcome)).toEqual(['created', 'exists']);
  });
});
