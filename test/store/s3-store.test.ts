import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { s3Error } from '../../lib/store/s3-error.ts';
import { S3Store } from '../../lib/store/s3-store.ts';
import { FakeS3 } from './fake-s3.ts';
import { describeObjectStore, JSON_TYPE } from './store-suite.ts';

const s3 = new FakeS3();
let client: S3Client;
let buckets = 0;

beforeAll(async () => {
  client = new S3Client({
    endpoint: await s3.start(),
    region: 'eu-west-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
});

const openBucket = () => {
  buckets += 1;
  return new S3Store(client, `bucket-${buckets}`);
};

describeObjectStore('S3Store', async () => openBucket());

describe('S3Store', () => {
  let store: S3Store;
  beforeEach(() => {
    store = openBucket();
  });

  it('sends content type and metadata', async () => {
    await store.create('key', new Uint8Array(3), {
      contentType: 'application/json',
      metadata: { stage: 'x' },
    });
    expect(s3.latest(store.container, 'key')).toMatchObject({
      contentType: 'application/json',
      metadata: { stage: 'x' },
    });
    expect((await store.get('key')).metadata).toEqual({ stage: 'x' });
  });

  it('says when a version was stored', async () => {
    const [first, later] = [new Date('2026-03-09T10:20:30Z'), new Date('2026-03-10T00:00:01Z')];
    s3.clock = first;
    const versionId = s3.put(store.container, 'key', new Uint8Array(1));
    s3.clock = later;
    await store.replace('key', new Uint8Array(2), JSON_TYPE);
    expect((await store.get('key')).received).toEqual(later);
    expect((await store.get('key', { versionId })).received).toEqual(first);
  });

  it('refuses a document that is too large without waiting for its body', async () => {
    await store.create('key', new Uint8Array(9), JSON_TYPE);
    s3.stallBodies = true;
    try {
      await expect(store.get('key', { maxBytes: 8 })).rejects.toMatchObject({ code: 'too-many-bytes' });
    } finally {
      s3.stallBodies = false;
    }
  });

  it('tries again when another conditional write is in flight', async () => {
    s3.failNext('PUT', 409, 'ConditionalRequestConflict', 2);
    await expect(store.create('key', new Uint8Array(1), JSON_TYPE)).resolves.toBe('created');
    expect(s3.versionCount(store.container, 'key')).toBe(1);
  });

  it('gives up after three conflicts, so that the message is delivered again', async () => {
    s3.failNext('PUT', 409, 'ConditionalRequestConflict', 3);
    await expect(store.create('key', new Uint8Array(1), JSON_TYPE)).rejects.toMatchObject({
      code: 'storage-failed',
      retryable: true,
    });
  });

  it.each([
    ['AccessDenied', 403, 'storage-failed', true],
    ['SlowDown', 503, 'storage-failed', true],
    ['InternalError', 500, 'storage-failed', true],
    ['NoSuchBucket', 404, 'not-found', false],
    ['InvalidObjectState', 403, 'bad-request', false],
    ['MethodNotAllowed', 405, 'not-found', false],
    ['InvalidArgument', 400, 'bad-request', false],
  ])('maps %s on reading', async (code, status, expected, retryable) => {
    s3.failNext('GET', status, code);
    const failure = store.get('some/key');
    await expect(failure).rejects.toMatchObject({ code: expected, retryable });
    await expect(failure).rejects.toThrow(store.container);
  });

  it('maps a failing write and a failing listing', async () => {
    s3.failNext('PUT', 403, 'AccessDenied');
    await expect(store.replace('key', new Uint8Array(1), JSON_TYPE)).rejects.toMatchObject({
      code: 'storage-failed',
    });
    s3.failNext('GET', 503, 'SlowDown');
    await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });

  it('maps a connection that was never made', async () => {
    const nowhere = new S3Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-west-1',
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await expect(new S3Store(nowhere, 'bucket').get('key')).rejects.toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining('no answer'),
    });
  });

  it('passes errors of our own unchanged', () => {
    const own = s3Error(new Error('x'), 'bucket', 'key');
    expect(s3Error(own, 'other', 'other')).toBe(own);
  });
});
