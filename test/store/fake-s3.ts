import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface StoredVersion {
  readonly versionId: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModified: Date;
}

interface Fault {
  readonly status: number;
  readonly code: string;
  readonly method: string;
}

/** Keys in one page of a listing: small, so that every test of `list` turns pages. */
const PAGE_SIZE = 3;

/**
 * Just enough of S3 over loopback HTTP to run the real client against: GetObject with versions, PutObject with
 * If-None-Match, ListObjectsV2 with pages, and faults on request. Buckets come into being when written to.
 */
export class FakeS3 {
  readonly #objects = new Map<string, StoredVersion[]>();
  readonly #faults: Fault[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #writes = 0;
  /** Answers GetObject with the headers and never sends the body. */
  stallBodies = false;
  /** When objects are said to be stored, to the second. */
  clock = new Date('2026-03-09T10:20:30Z');

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next `times` requests with this method fail with the error code that S3 would send. */
  failNext(method: 'GET' | 'PUT', status: number, code: string, times = 1): void {
    for (let i = 0; i < times; i++) this.#faults.push({ method, status, code });
  }

  put(bucket: string, key: string, bytes: Uint8Array, contentType = 'application/octet-stream'): string {
    return this.#write(`${bucket}/${key}`, Buffer.from(bytes), contentType, {}).versionId;
  }

  latest(bucket: string, key: string): StoredVersion | undefined {
    return this.#objects.get(`${bucket}/${key}`)?.at(-1);
  }

  versionCount(bucket: string, key: string): number {
    return this.#objects.get(`${bucket}/${key}`)?.length ?? 0;
  }

  #write(path: string, bytes: Buffer, contentType: string, metadata: Record<string, string>): StoredVersion {
    this.#writes += 1;
    const versionId = `version-${this.#writes}`;
    const version = { versionId, bytes, contentType, metadata, lastModified: this.clock };
    this.#objects.set(path, [...(this.#objects.get(path) ?? []), version]);
    return version;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [rawPath = '', rawQuery = ''] = (request.url ?? '').split('?');
    const path = decodeURIComponent(rawPath.slice(1));
    const query = new URLSearchParams(rawQuery);

    const fault = this.#faults.findIndex(({ method }) => method === request.method);
    if (fault >= 0) {
      const [{ status, code } = { status: 500, code: 'InternalError' }] = this.#faults.splice(fault, 1);
      return sendError(response, status, code);
    }
    if (request.method === 'PUT') return this.#putObject(request, response, path, Buffer.concat(chunks));
    if (query.get('list-type') === '2') return this.#list(response, path.replace(/\/$/, ''), query);
    return this.#getObject(response, path, query.get('versionId'));
  }

  #putObject(request: IncomingMessage, response: ServerResponse, path: string, body: Buffer): void {
    if (request.headers['if-none-match'] === '*' && this.#objects.has(path)) {
      sendError(response, 412, 'PreconditionFailed');
      return;
    }
    const metadata: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      if (name.startsWith('x-amz-meta-')) metadata[name.slice('x-amz-meta-'.length)] = String(value);
    }
    const { versionId } = this.#write(path, body, request.headers['content-type'] ?? '', metadata);
    response.writeHead(200, { 'x-amz-version-id': versionId }).end();
  }

  #getObject(response: ServerResponse, path: string, versionId: string | null): void {
    const versions = this.#objects.get(path);
    const found =
      versionId === null ? versions?.at(-1) : versions?.find((version) => version.versionId === versionId);
    if (found === undefined) {
      sendError(response, 404, versions === undefined ? 'NoSuchKey' : 'NoSuchVersion');
      return;
    }
    response.writeHead(200, {
      'content-length': found.bytes.length,
      'content-type': found.contentType,
      'x-amz-version-id': found.versionId,
      'last-modified': found.lastModified.toUTCString(),
      ...Object.fromEntries(
        Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
      ),
    });
    if (this.stallBodies) response.flushHeaders();
    else response.end(found.bytes);
  }

  #list(response: ServerResponse, bucket: string, query: URLSearchParams): void {
    const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
    // Opaque, as S3's tokens are: XML and its parsers do not keep every character of a key.
    const after = Buffer.from(query.get('continuation-token') ?? '', 'base64url').toString();
    const keys = [...this.#objects.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(bucket.length + 1))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const start = after === '' ? 0 : keys.indexOf(after) + 1;
    const page = keys.slice(start, start + PAGE_SIZE);
    const more = start + PAGE_SIZE < keys.length;
    const contents = page.map((key) => `<Contents><Key>${urlEncode(key)}</Key></Contents>`).join('');
    const token = more
      ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? '').toString('base64url')}</NextContinuationToken>`
      : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${token}${contents}</ListBucketResult>`,
    );
  }
}

function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

/** As S3 does with encoding-type=url: a space is a plus, slashes stay. */
function urlEncode(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}
