import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer, ApiEvent } from '../../functions/api/create-handler.ts';
import { resultKey } from '../../lib/pipeline/result-key.ts';
import { buildApi } from '../../scripts/build-artefacts.ts';
import { resultOf } from '../functions/segment/fixtures.ts';
import { FakeS3 } from '../store/fake-s3.ts';
import { type BareProcess, startBundle } from './bare-process.ts';
import { PROJECT } from './in-process.ts';

/** The API function as it is packaged: a folder of its own, a process of its own, the real S3 client over loopback. */
const SCAN = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
const s3 = new FakeS3();
let out: string;
let api: BareProcess;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'digitlift-api-'));
  await buildApi({ project: PROJECT, out });
  api = await startBundle(join(out, 'functions/api'), {
    INBOX_BUCKET: 'inbox',
    RESULTS_BUCKET: 'results',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: await s3.start(),
  });
});
afterAll(async () => {
  await Promise.all([api?.stop(), s3.stop()]);
  await rm(out, { recursive: true });
});

async function ask(event: ApiEvent) {
  const { statusCode, body } = (await api.call(event)) as ApiAnswer;
  return { statusCode, ...JSON.parse(body ?? '') };
}

const post = (type: string, body: string, isBase64Encoded: boolean) =>
  ask({ routeKey: 'POST /v1/documents', headers: { 'content-type': type }, body, isBase64Encoded });
const get = (id: string) =>
  ask({
    routeKey: 'GET /v1/documents/{id}',
    headers: {},
    isBase64Encoded: false,
    pathParameters: { id },
  });

describe('the API bundle', () => {
  it('is one file', async () => {
    const files = await readdir(join(out, 'functions/api'));
    expect(files.filter((name) => !/runner|LEGAL/.test(name))).toEqual(['index.mjs']);
  });

  it('stores a document, says that it is pending, and gives the result that segment left', async () => {
    const { statusCode, id } = await post('image/png', SCAN.toString('base64'), true);
    expect(statusCode).toBe(202);
    const stored = s3.latest('inbox', `api/${id}`);
    expect(stored).toMatchObject({ bytes: SCAN, contentType: 'image/png' });
    await expect(get(id)).resolves.toEqual({ statusCode: 202, id, status: 'pending' });

    const result = resultOf(`api/${id}`, ['4711']);
    const key = resultKey(`api/${id}`, stored!.versionId);
    s3.put('results', key, Buffer.from(JSON.stringify(result)));
    await expect(get(id)).resolves.toEqual({ statusCode: 200, id, status: 'review', result });
  });

  it('signs a request that stores a document once', async () => {
    const { statusCode, id, upload } = await post('application/json', `{"bytes": ${SCAN.length}}`, false);
    expect(statusCode).toBe(201);
    await expect(get(id)).resolves.toMatchObject({ statusCode: 404, error: { code: 'not-found' } });
    const send = () => fetch(upload.url, { method: upload.method, headers: upload.headers, body: SCAN });
    expect((await send()).status).toBe(200);
    expect(s3.latest('inbox', `api/${id}`)?.bytes).toEqual(SCAN);
    expect((await send()).status).toBe(412);
    await expect(get(id)).resolves.toMatchObject({ statusCode: 202 });
  });

  it('answers 503 while S3 fails, and logs no more than that', async () => {
    const { id } = await post('image/png', SCAN.toString('base64'), true);
    s3.failNext('GET', 403, 'AccessDenied');
    await expect(get(id)).resolves.toMatchObject({ statusCode: 503, error: { code: 'storage-failed' } });
    expect(api.output()).toContain('"status":503,"code":"storage-failed"');
    expect(api.output()).not.toContain(id);
  });
});
