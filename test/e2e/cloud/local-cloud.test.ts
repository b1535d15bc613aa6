import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_SOURCE, EVENT_TYPE } from '../../../functions/segment/result-event.ts';
import { chooseStage } from '../../../infra/settings.ts';
import { resultKey } from '../../../lib/pipeline/result-key.ts';
import { buildClassify, buildLayer, buildSegment } from '../../../scripts/build-artefacts.ts';
import { notification } from '../../functions/segment/fixtures.ts';
import { PROJECT, readSample } from '../in-process.ts';
import { INBOX, type LocalCloud, RESULTS, startLocalCloud } from './local-cloud.ts';
import { HAS_PARTS } from './parts.ts';

const KEYS = [
  'plain.png',
  'in box/a b+c%20d.png',
  '100%/50%25 + 1.png',
  'ünïcode ✓/支票 😀.png',
  '../../etc/passwd',
  './/..//x\u0001?y=1&z#w.png',
  '/lead',
  'x'.repeat(1_024),
  'ä'.repeat(512),
];
/** The most of a function's memory that a document may take. */
const MEMORY_SHARE = 0.7;

describe.skipIf(!HAS_PARTS)(
  'the packaged functions over moto and the Lambda emulator (needs scripts/install-local-cloud.sh)',
  { timeout: 300_000 },
  () => {
    let out: string;
    let cloud: LocalCloud;

    beforeAll(async () => {
      out = await mkdtemp(join(tmpdir(), 'digitlift-cloud-'));
      await buildSegment({ project: PROJECT, out });
      await buildClassify({ project: PROJECT, out });
      await buildLayer({ project: PROJECT, out });
      cloud = await startLocalCloud({ dist: out, hurry: true });
    });
    afterAll(async () => {
      await cloud?.stop();
      if (out !== undefined) await rm(out, { recursive: true });
    });

    async function put(
      key: string,
      body: Uint8Array,
      metadata: Record<string, string> = {},
    ): Promise<string> {
      const { VersionId } = await cloud.s3.send(
        new PutObjectCommand({ Bucket: INBOX, Key: key, Body: body, Metadata: metadata }),
      );
      if (VersionId === undefined) throw new Error('Expected a version of the object but received none');
      return VersionId;
    }

    /** The result as text, once it is there. */
    async function resultOf(key: string, versionId: string): Promise<string> {
      return eventually(async () => {
        const { Body } = await cloud.s3.send(
          new GetObjectCommand({ Bucket: RESULTS, Key: resultKey(key, versionId) }),
        );
        return Body?.transformToString();
      });
    }

    async function waiting(url: string): Promise<number> {
      const { Attributes } = await cloud.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      return (
        Number(Attributes?.ApproximateNumberOfMessages) +
        Number(Attributes?.ApproximateNumberOfMessagesNotVisible)
      );
    }

    const drained = () => eventually(async () => ((await waiting(cloud.queueUrl)) === 0 ? true : undefined));

    it('turn a document that is put into the inbox into a result', async () => {
      const versionId = await put('in/cheque.jpg', await readSample('india-cheque.jpg'));
      const result = JSON.parse(await resultOf('in/cheque.jpg', versionId));
      expect(result).toMatchObject({
        schemaVersion: 1,
        document: { container: INBOX, key: 'in/cheque.jpg', versionId, kind: 'jpeg' },
      });
      expect(result.pages[0].numbers.length).toBeGreaterThan(3);
      expect(cloud.lambda.invoked).toContain('arn:aws:lambda:eu-west-1:123456789012:function:classify:live');
      await drained();
    });

    it('tell the event bus of the result', async () => {
      const { Messages } = await cloud.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: cloud.eventsUrl, WaitTimeSeconds: 1 }),
      );
      const event = JSON.parse(Messages?.[0]?.Body ?? '{}');
      // Of the test before this one.
      expect(event).toMatchObject({
        source: EVENT_SOURCE,
        'detail-type': EVENT_TYPE,
        detail: { document: { key: 'in/cheque.jpg' }, result: { bucket: RESULTS } },
      });
      const { result, numbers } = event.detail;
      const there = await cloud.s3.send(new GetObjectCommand({ Bucket: RESULTS, Key: result.key }));
      expect(there.ContentType).toBe('application/json');
      expect(numbers.length).toBeGreaterThan(3);
      expect(JSON.stringify(numbers.map(({ masked }: { masked: string }) => masked))).not.toMatch(/\d{5}/);
    });

    it.each(KEYS.map((key) => [key.length > 40 ? `${key.slice(0, 8)} x ${key.length}` : key, key]))(
      'finds the document %j',
      async (_name, key) => {
        // Refused at once, so that many keys take no time; the result repeats the key that was read.
        const versionId = await put(key, Buffer.from('no picture'));
        const result = JSON.parse(await resultOf(key, versionId));
        expect(result).toMatchObject({ status: 'rejected', document: { key, versionId } });
      },
    );

    it('reads each version of a key as itself', async () => {
      const first = await put('same.png', Buffer.from('one'));
      const second = await put('same.png', Buffer.from('another'));
      const results = [await resultOf('same.png', first), await resultOf('same.png', second)];
      const hashes = results.map((text) => JSON.parse(text).document.sha256);
      expect(new Set(hashes).size).toBe(2);
    });

    it('writes one result however often a document is announced', async () => {
      const versionId = await put('again.png', await readSample('us-check.png'));
      const before = await resultOf('again.png', versionId);
      const body = notification({ bucket: INBOX, key: 'again.png', versionId });
      for (let times = 0; times < 3; times++) {
        await cloud.sqs.send(new SendMessageCommand({ QueueUrl: cloud.queueUrl, MessageBody: body }));
      }
      await drained();
      const { Versions } = await cloud.s3.send(
        new ListObjectVersionsCommand({ Bucket: RESULTS, Prefix: resultKey('again.png', versionId) }),
      );
      expect(Versions).toHaveLength(1);
      expect(await resultOf('again.png', versionId)).toBe(before);
    });

    it('judges a document by what its sender kept beside it, else by the day on which it came in', async () => {
      const cheque = await readSample('india-cheque.jpg');
      const known = { today: '2031-03-09', country: 'IN', expected: '{"serial":"000001"}' };
      const told = await put('told.jpg', cheque, known);
      const untold = await put('untold.jpg', cheque);
      const codesOf = async (key: string, versionId: string) =>
        JSON.parse(await resultOf(key, versionId)).reasons.map(({ code }: { code: string }) => code);
      expect(await codesOf('told.jpg', told)).toEqual(
        expect.arrayContaining(['date-stale', 'expected-differs']),
      );
      const result = JSON.parse(await resultOf('untold.jpg', untold));
      const rules = result.fields.date.evidence.map(({ rule }: { rule: string }) => rule);
      expect(rules).toEqual(expect.arrayContaining(['date-fresh', 'date-due']));
      expect(result.reasons).not.toContainEqual(expect.objectContaining({ code: 'expected-differs' }));
      const odd = await put('odd.jpg', cheque, { today: 'tomorrow' });
      expect(await codesOf('odd.jpg', odd)).toEqual(['bad-metadata']);
      await drained();
    });

    it('gives a message up to the dead letters after five receives, unchanged', async () => {
      const body = notification({ bucket: INBOX, key: 'never put', versionId: 'none' });
      await cloud.sqs.send(new SendMessageCommand({ QueueUrl: cloud.queueUrl, MessageBody: body }));
      const before = cloud.poller.calls.length;
      const message = await eventually(async () => {
        const { Messages } = await cloud.sqs.send(
          new ReceiveMessageCommand({ QueueUrl: cloud.deadLettersUrl, MaxNumberOfMessages: 10 }),
        );
        return Messages?.[0];
      });
      expect(message.Body).toBe(body);
      const failed = cloud.poller.calls.slice(before).filter((call) => call.failed > 0);
      expect(failed).toHaveLength(5);
      expect(await waiting(cloud.queueUrl)).toBe(0);
    });

    it('says nothing of keys in what the functions print', () => {
      const printed = allSandboxes(cloud)
        .map((sandbox) => sandbox.output())
        .join('');
      expect(printed).toContain('"event":"document"');
      for (const key of [...KEYS, 'again', 'same.png', 'cheque.jpg', 'told.jpg', 'odd.jpg', 'never put']) {
        expect(printed).not.toContain(key);
      }
    });

    it.each(['segment', 'classify'] as const)('keeps %s within its memory', (name) => {
      const { memoryMb } = chooseStage(() => undefined).settings[name];
      const [sandbox] = cloud.lambda.sandboxes[name] ?? [];
      expect(sandbox?.peakMb()).toBeGreaterThan(10);
      expect(sandbox?.peakMb()).toBeLessThan(MEMORY_SHARE * memoryMb);
    });
  },
);

function allSandboxes({ lambda }: LocalCloud) {
  return Object.values(lambda.sandboxes).flat();
}

/** Asks until there is an answer; what fails is asked again. */
async function eventually<T>(ask: () => Promise<T | undefined>, limitMs = 120_000): Promise<T> {
  let last: unknown;
  for (const start = performance.now(); performance.now() - start < limitMs; ) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Expected an answer within ${limitMs} ms`, { cause: last });
}
