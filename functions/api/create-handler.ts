import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DocumentError, RequestError } from '../../lib/document/errors.ts';
import { metadataOf, parseKnowledge } from '../../lib/fields/knowledge.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { inboxKeyOf, isDocumentId, isResultOf } from './document-id.ts';
import { type ApiLogLine, errorAnswer } from './error-answer.ts';
import {
  type Accepted,
  type DocumentAnswer,
  KNOWLEDGE_HEADER,
  MAX_DIRECT_BYTES,
  MAX_DIRECT_RESULT_BYTES,
  SIGNED_SECONDS,
  type Upload,
  type UploadAnswer,
  uploadRequestSchema,
} from './schemas.ts';

export interface ApiDependencies {
  readonly inbox: ObjectStore;
  readonly results: ObjectStore;
  readonly newId: () => string;
  /** A presigned request that stores an object of that many bytes and that metadata into the inbox, once. */
  readonly signUpload: (
    key: string,
    bytes: number,
    metadata: Readonly<Record<string, string>>,
  ) => Promise<Upload>;
  /** A presigned URL of an object of the results. */
  readonly signDownload: (key: string) => Promise<string>;
  readonly log: (line: ApiLogLine) => void;
}

/** The part of API Gateway's event (payload format 2.0) that is looked at. */
export type ApiEvent = Pick<
  APIGatewayProxyEventV2,
  'routeKey' | 'headers' | 'body' | 'isBase64Encoded' | 'pathParameters'
>;
export type ApiAnswer = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: ApiEvent) => Promise<ApiAnswer>;

/**
 * Makes the handler of the HTTP API: it stores documents into the inbox, where the queue finds them as it finds any other, and
 * reads results. Every failure is an answer with a code (see docs/openapi.json); none holds what is in a document.
 */
export function createApiHandler(dependencies: ApiDependencies): ApiHandler {
  return async (event) => {
    const { routeKey } = event;
    try {
      const answer = await route(event, dependencies);
      dependencies.log({ event: 'request', route: routeKey, status: answer.statusCode ?? 200 });
      return answer;
    } catch (error) {
      const { status, body, line } = errorAnswer(error);
      dependencies.log({ event: 'request', route: routeKey, status, ...line });
      return json(status, body);
    }
  };
}

async function route(event: ApiEvent, dependencies: ApiDependencies): Promise<ApiAnswer> {
  switch (event.routeKey) {
    case 'POST /v1/documents':
      return mediaType(event) === 'application/json'
        ? await allowUpload(event, dependencies)
        : await storeDocument(event, dependencies);
    case 'GET /v1/documents/{id}':
      return await findDocument(event.pathParameters?.id ?? '', dependencies);
    default:
      throw new RequestError('not-found', 'There is no such route: see docs/openapi.json');
  }
}

async function storeDocument(event: ApiEvent, { inbox, newId }: ApiDependencies): Promise<ApiAnswer> {
  // API Gateway hands on bytes in base64, and text as text: by then a picture sent as text is lost.
  if (event.body && !event.isBase64Encoded) {
    throw new RequestError(
      'bad-request',
      'Expected the bytes of a document with their media type, such as image/tiff, or JSON that asks for an upload',
    );
  }
  const bytes = Buffer.from(event.body ?? '', 'base64');
  if (bytes.length === 0) throw new DocumentError('empty-file', 'Expected the bytes of a document as body');
  if (bytes.length > MAX_DIRECT_BYTES) {
    throw new DocumentError(
      'too-many-bytes',
      `Expected at most ${MAX_DIRECT_BYTES} bytes in the body but received ${bytes.length}: ask for an upload instead`,
    );
  }
  const metadata = metadataFor(event);
  const id = newId();
  const contentType = mediaType(event) || 'application/octet-stream';
  await inbox.create(inboxKeyOf(id), bytes, { contentType, metadata });
  return json(202, { id, status: 'pending' } satisfies Accepted, { location: `/v1/documents/${id}` });
}

async function allowUpload(event: ApiEvent, { newId, signUpload }: ApiDependencies): Promise<ApiAnswer> {
  const request = uploadRequestSchema.safeParse(parseJson(event));
  if (!request.success) {
    throw new RequestError(
      'bad-request',
      'Expected {"bytes": n} with the exact size of the document, at most 25 MB',
    );
  }
  const metadata = metadataFor(event);
  const id = newId();
  const upload = await signUpload(inboxKeyOf(id), request.data.bytes, metadata);
  return json(201, { id, upload } satisfies UploadAnswer, { location: `/v1/documents/${id}` });
}

async function findDocument(id: string, dependencies: ApiDependencies): Promise<ApiAnswer> {
  const { inbox, results } = dependencies;
  // Before anything is asked of a store: no other text ever becomes a part of a key.
  if (!isDocumentId(id)) throw notFound();
  for await (const key of results.list(inboxKeyOf(id))) {
    if (isResultOf(id, key)) return json(200, await describe(id, key, dependencies));
  }
  for await (const key of inbox.list(inboxKeyOf(id))) {
    if (key === inboxKeyOf(id)) return json(202, { id, status: 'pending' } satisfies DocumentAnswer);
  }
  throw notFound();
}

async function describe(
  id: string,
  key: string,
  { results, signDownload }: ApiDependencies,
): Promise<DocumentAnswer> {
  try {
    const { bytes } = await results.get(key, { maxBytes: MAX_DIRECT_RESULT_BYTES });
    // As this system wrote it.
    const result = JSON.parse(new TextDecoder().decode(bytes));
    return { id, status: result.status, result };
  } catch (error) {
    if (!(error instanceof DocumentError && error.code === 'too-many-bytes')) throw error;
    const url = await signDownload(key);
    return { id, status: 'done', download: { url, expiresInSeconds: SIGNED_SECONDS } };
  }
}

function notFound(): RequestError {
  return new RequestError('not-found', 'There is no document of this id; an upload may not have ended yet');
}

function mediaType({ headers }: ApiEvent): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

function parseJson({ body = '', isBase64Encoded }: ApiEvent): unknown {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the caller knows of the document, to be kept beside it. */
function metadataFor({ headers }: ApiEvent): Readonly<Record<string, string>> {
  return metadataOf(parseKnowledge(headers[KNOWLEDGE_HEADER] ?? '{}'));
}

function json(statusCode: number, body: object, headers: Record<string, string> = {}): ApiAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
