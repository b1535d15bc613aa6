import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseMessage } from '../../../functions/segment/event.ts';
import { reprocess } from '../../../scripts/ops/reprocess.ts';

const BUCKET = 'digitlift-dev-inbox-123456789012-eu-west-1';
const s3 = mockClient(S3Client);
const sqs = mockClient(SQSClient);
const run = (dryRun = false) =>
  reprocess({ s3: new S3Client({}), sqs: new SQSClient({}), stage: 'dev', prefix: '2026/', dryRun });
const version = (Key: string, IsLatest = true) => ({ Key, VersionId: `v-${Key}`, IsLatest });
const sent = () =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .map(({ args: [{ input }] }) => (input.Entries ?? []).map(({ MessageBody = '' }) => MessageBody));

beforeEach(() => {
  s3.reset();
  sqs.reset();
  sqs.on(GetQueueUrlCommand, { QueueName: 'digitlift-dev-inbox' }).resolves({ QueueUrl: 'url' });
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: { QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:digitlift-dev-inbox' },
  });
  sqs.on(SendMessageBatchCommand).resolves({});
});

describe('reprocess', () => {
  it('asks for the latest version of every document below the prefix, page by page', async () => {
    s3.on(ListObjectVersionsCommand, { Bucket: BUCKET, Prefix: '2026/', KeyMarker: undefined }).resolves({
      Versions: [version('2026/a+b%2B%C3%A9.png'), version('2026/old.png', false)],
      DeleteMarkers: [{ Key: '2026/gone.png', VersionId: 'd', IsLatest: true }],
      IsTruncated: true,
      NextKeyMarker: '2026/a+b',
      NextVersionIdMarker: 'v-2',
    });
    s3.on(ListObjectVersionsCommand, { KeyMarker: '2026/a b', VersionIdMarker: 'v-2' }).resolves({
      Versions: [version('2026/c.png')],
    });
    await expect(run()).resolves.toBe(2);
    expect(sent().flat().flatMap(parseMessage)).toEqual([
      { bucket: BUCKET, key: '2026/a b+é.png', versionId: 'v-2026/a+b%2B%C3%A9.png', reprocess: true },
      { bucket: BUCKET, key: '2026/c.png', versionId: 'v-2026/c.png', reprocess: true },
    ]);
  });

  it('sends ten at a time, each a message of its own', async () => {
    const Versions = Array.from({ length: 23 }, (_, i) => version(`2026/${i}`));
    s3.on(ListObjectVersionsCommand).resolves({ Versions });
    await expect(run()).resolves.toBe(23);
    expect(sent().map(({ length }) => length)).toEqual([10, 10, 3]);
    for (const body of sent().flat()) expect(parseMessage(body)).toHaveLength(1);
  });

  it('sends again what SQS did not take, and that alone', async () => {
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('a'), version('b')] });
    const failed = { Failed: [{ Id: '1', SenderFault: false, Code: 'x' }] };
    sqs.on(SendMessageBatchCommand).resolvesOnce(failed).resolves({});
    await expect(run()).resolves.toBe(2);
    expect(sent().map((bodies) => bodies.flatMap(parseMessage).map(({ key }) => key))).toEqual([
      ['a', 'b'],
      ['b'],
    ]);
  });

  it('says so when SQS never takes some', async () => {
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('a')] });
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', SenderFault: false, Code: 'x' }] });
    await expect(run()).rejects.toThrow('SQS did not take 1 of 1 messages: run it again');
    expect(sent()).toHaveLength(3);
  });

  it('only counts on a dry run', async () => {
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('a'), version('b')] });
    await expect(run(true)).resolves.toBe(2);
    expect(sent()).toEqual([]);
  });
});
