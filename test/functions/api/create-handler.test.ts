import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ApiDependencies,
  type ApiEvent,
  createApiHandler,
} from '../../../functions/api/create-handler.ts';
import type { ApiLogLine } from '../../../functions/api/error-answer.ts';
import {
  acceptedSchema,
  documentSchema,
  errorSchema,
  MAX_DIRECT_BYTES,
  MAX_DIRECT_RESULT_BYTES,
  uploadSchema,
} from '../../../functions/api/schemas.ts';
import { MAX_DOCUMENT_BYTES } from '../../../lib/document/bounds.ts';
import { TransientError } from '../../../lib/document/errors.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';
import { resultOf } from '../segment/fixtures.ts';

const ID = '0123456789abcdef0123456789abcdef';
const KEY = `api/${ID}`;
const SCAN = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255);

let inbox: MemoryStore;
let results: MemoryStore;
let lines: ApiLogLine[];
let signUpload: ReturnType<typeof vi.fn<ApiDependencies['signUpload']>>;

beforeEach(() => {
  inbox = new MemoryStore('inbox', { versioned: true });
  results = new MemoryStore('results');
  lines = [];
  signUpload = vi.fn<ApiDependencies['signUpload']>(async (key) => ({
    method: 'PUT',
    url: `https://inbox.example/${key}`,
    headers: {},
    expiresInSeconds: 900,
  }));
});

async function ask(event: Partial<ApiEvent>, overrides: Partial<ApiDependencies> = {}) {
  const handler = createApiHandler({
    inbox,
    results,
    newId: () => ID,
    signUpload,
    signDownload: async (key) => `https://results.example/${key}`,
    log: (line) => lines.push(line),
    ...overrides,
  });
  const { statusCode, headers, body } = await handler({
    routeKey: 'POST /v1/documents',
    headers: {},
    isBase64Encoded: false,
    ...event,
  });
  return { statusCode, headers, body: JSON.parse(body ?? '') };
}

const post = (bytes: Uint8Array, type = 'image/png') =>
  ask({
    headers: { 'content-type': type },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  });
const get = (id: string, overrides: Partial<ApiDependencies> = {}) =>
  ask({ routeKey: 'GET /v1/documents/{id}', pathParameters: { id } }, overrides);

describe('a document handed in', () => {
  it('lies in the inbox under its id, byte by byte', async () => {
    const { statusCode, headers, body } = await post(SCAN, 'image/tiff; name="secret"');
    expect(statusCode).toBe(202);
    expect(acceptedSchema.parse(body)).toEqual({ id: ID, status: 'pending' });
    expect(headers).toMatchObject({ location: `/v1/documents/${ID}`, 'cache-control': 'no-store' });
    const { bytes, contentType } = inbox.inspect(KEY);
    expect([Uint8Array.from(bytes), contentType]).toEqual([SCAN, 'image/tiff']);
  });

  it('may have as many bytes as fit, and not one more', async () => {
    expect((await post(new Uint8Array(MAX_DIRECT_BYTES))).statusCode).toBe(202);
    const { statusCode, body } = await post(new Uint8Array(MAX_DIRECT_BYTES + 1));
    expect(statusCode).toBe(413);
    expect(errorSchema.parse(body).error).toMatchObject({
      code: 'too-many-bytes',
      message: expect.stringContaining('ask for an upload'),
    });
  });

  it('fits the 6 MB of a call of Lambda in base64', () => {
    expect((MAX_DIRECT_BYTES * 4) / 3).toBeLessThan(6 * 1024 * 1024 - 100_000);
  });

  it.each([
    ['empty', { body: '', isBase64Encoded: true }, 'empty-file'],
    ['missing', {}, 'empty-file'],
    ['sent as text', { body: 'PNG', headers: { 'content-type': 'text/plain' } }, 'bad-request'],
  ])('is refused when it is %s', async (_, event, code) => {
    const { statusCode, body } = await ask(event);
    expect(statusCode).toBe(400);
    expect(errorSchema.parse(body).error.code).toBe(code);
    expect(await keysOf(inbox)).toEqual([]);
  });
});

describe('an upload', () => {
  const askFor = (body: string, isBase64Encoded = false) =>
    ask({ headers: { 'content-type': 'application/json; charset=utf-8' }, body, isBase64Encoded });

  it('is signed for the id and the size that were asked for', async () => {
    for (const encoded of [false, true]) {
      const text = '{"bytes": 25000000}';
      const { statusCode, body } = await askFor(
        encoded ? Buffer.from(text).toString('base64') : text,
        encoded,
      );
      expect(statusCode).toBe(201);
      expect(uploadSchema.parse(body)).toMatchObject({
        id: ID,
        upload: { url: `https://inbox.example/${KEY}` },
      });
    }
    expect(signUpload.mock.calls).toEqual(Array(2).fill([KEY, 25_000_000, {}]));
    expect(await keysOf(inbox)).toEqual([]);
  });

  it.each([
    '{',
    'null',
    '[]',
    '{}',
    '{"bytes": 0}',
    '{"bytes": 1.5}',
    '{"bytes": "7"}',
    `{"bytes": ${MAX_DOCUMENT_BYTES + 1}}`,
    '{"bytes": 7, "key": "../x"}',
    '{"bytes": 7, "__proto__": {}}',
  ])('is not signed for %s', async (text) => {
    const { statusCode, body } = await askFor(text);
    expect(statusCode).toBe(400);
    expect(errorSchema.parse(body).error.code).toBe('bad-request');
    expect(signUpload).not.toHaveBeenCalled();
  });
});

describe('what is known of a document', () => {
  const KNOWN = '{"today":"2026-03-09","country":"IN","expected":{"account":"4711","orderNumber":"7"}}';
  const KEPT = { today: '2026-03-09', country: 'IN', expected: '{"account":"4711","orderNumber":"7"}' };
  const bytes = { body: Buffer.from(SCAN).toString('base64'), isBase64Encoded: true };
  const upload = { body: '{"bytes": 7}', isBase64Encoded: false };
  const send = (event: Partial<ApiEvent>, type: string, known: string) =>
    ask({ ...event, headers: { 'content-type': type, 'digitlift-known': known } });

  it('is kept beside it, or signed to be', async () => {
    expect((await send(bytes, 'image/png', KNOWN)).statusCode).toBe(202);
    expect(inbox.inspect(KEY).metadata).toEqual(KEPT);
    expect((await send(upload, 'application/json', KNOWN)).statusCode).toBe(201);
    expect(signUpload.mock.calls).toEqual([[KEY, 7, KEPT]]);
  });

  it.each([
    ['{', 'JSON'],
    ['{"today": "tomorrow"}', '"today"'],
    ['{"country": "XX"}', '"country"'],
    ['{"expected": {"account": "47 11"}}', '"account"'],
    ['{"x-amz-acl": "public-read"}', 'alone'],
    [JSON.stringify({ expected: { a: `4711${'0'.repeat(36)}\r\nx-amz-acl: public-read` } }), '"a"'],
    [
      JSON.stringify({
        expected: Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`f${k}`, '4711'.repeat(8)])),
      }),
      'at most 2048 bytes',
    ],
  ])('is refused before anything is stored or signed: %s', async (known, message) => {
    for (const [event, type] of [[bytes, 'image/png'] as const, [upload, 'application/json'] as const]) {
      const { statusCode, body } = await send(event, type, known);
      expect(statusCode).toBe(400);
      const { error } = errorSchema.parse(body);
      expect(error).toMatchObject({ code: 'bad-request', message: expect.stringContaining(message) });
      expect(JSON.stringify([error, lines])).not.toContain('4711');
    }
    expect(await keysOf(inbox)).toEqual([]);
    expect(signUpload).not.toHaveBeenCalled();
  });
});

describe('a document asked for', () => {
  const write = (key: string, text: string) =>
    results.create(key, new TextEncoder().encode(text), { contentType: 'application/json' });

  it('is not there before it was handed in', async () => {
    const { statusCode, body } = await get(ID);
    expect(statusCode).toBe(404);
    expect(errorSchema.parse(body).error.code).toBe('not-found');
  });

  it('is pending from then on', async () => {
    await post(SCAN);
    const { statusCode, body } = await get(ID);
    expect(statusCode).toBe(202);
    expect(documentSchema.parse(body)).toEqual({ id: ID, status: 'pending' });
  });

  it('is what its result says, once there is one', async () => {
    await post(SCAN);
    const result = { ...resultOf(KEY, ['4711']), model: { version: '1', sha256: 'a' } };
    await write(`${KEY}.v1.overlay.png`, 'a picture, listed before it');
    await write(`${KEY}.v1.json`, JSON.stringify(result));
    const { statusCode, body } = await get(ID);
    expect(statusCode).toBe(200);
    expect(documentSchema.parse(body)).toEqual({ id: ID, status: 'review', result });
  });

  it('is to be downloaded where its result is too large for an answer', async () => {
    const fill = ' '.repeat(MAX_DIRECT_RESULT_BYTES);
    await write(`${KEY}.v1.json`, JSON.stringify(resultOf(KEY, [])) + fill);
    const { body } = await get(ID);
    expect(documentSchema.parse(body)).toEqual({
      id: ID,
      status: 'done',
      download: { url: `https://results.example/${KEY}.v1.json`, expiresInSeconds: 900 },
    });
  });

  it.each(['', '..', '../secret', 'A'.repeat(32), `${ID}/../x`, `${ID}.v1`, `${ID}\n`, '__proto__'])(
    'has no such id as %j, and no store is asked',
    async (id) => {
      const list = vi.spyOn(results, 'list');
      const { statusCode, body } = await get(id);
      expect(statusCode).toBe(404);
      expect(errorSchema.parse(body).error.code).toBe('not-found');
      expect(list).not.toHaveBeenCalled();
    },
  );
});

describe('what fails', () => {
  const failing = (error: Error) => ({
    results: Object.assign(new MemoryStore('results'), {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      async *list(): AsyncGenerator<string> {
        throw error;
      },
    }),
  });

  it('for now is 503, without saying where', async () => {
    const error = new TransientError('storage-failed', `S3 denies access to ${KEY} in bucket results`);
    const { statusCode, body } = await get(ID, failing(error));
    expect(statusCode).toBe(503);
    expect(errorSchema.parse(body).error.code).toBe('storage-failed');
    expect(JSON.stringify([body, lines])).not.toMatch(/bucket|0123456789/);
  });

  it('unforeseen is 500, without its message', async () => {
    const { statusCode, body } = await get(ID, failing(new TypeError('secret', { cause: new Error('s') })));
    expect(statusCode).toBe(500);
    expect(JSON.stringify([body, lines])).not.toContain('secret');
    expect(lines).toEqual([
      {
        event: 'request',
        route: 'GET /v1/documents/{id}',
        status: 500,
        code: 'unknown',
        names: ['TypeError', 'Error'],
      },
    ]);
  });

  it('is 404 for a route that is none', async () => {
    expect((await ask({ routeKey: '$default' })).statusCode).toBe(404);
  });
});

async function keysOf(store: MemoryStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list()) keys.push(key);
  return keys;
}
