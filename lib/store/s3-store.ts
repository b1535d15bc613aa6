import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DocumentError, TransientError } from '../document/errors.ts';
import { checkKey } from './object-key.ts';
import type { GetOptions, ObjectStore, StoredObject, WriteOptions } from './object-store.ts';
import { describeS3Error, s3Error } from './s3-error.ts';

/** Tries of a conditional write that meets another one in flight (S3 answers 409 and asks to try again). */
const CONFLICT_TRIES = 3;

/** One S3 bucket. Keys may hold anything that S3 allows, `../` included: to S3 they are names, not paths. */
export class S3Store implements ObjectStore {
  readonly container: string;
  readonly #client: S3Client;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.container = bucket;
  }

  async get(key: string, options: GetOptions = {}): Promise<StoredObject> {
    checkKey(key);
    try {
      const answer = await this.#client.send(
        new GetObjectCommand({ Bucket: this.container, Key: key, VersionId: options.versionId }),
      );
      const bytes = await readBody(answer, options.maxBytes);
      const { VersionId: versionId, Metadata: metadata = {}, LastModified: received } = answer;
      return {
        bytes,
        ...(versionId === undefined ? {} : { versionId }),
        ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
        ...(received === undefined ? {} : { received }),
      };
    } catch (error) {
      throw s3Error(error, this.container, key);
    }
  }

  async create(key: string, bytes: Uint8Array, options: WriteOptions): Promise<'created' | 'exists'> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#put(key, bytes, options, { IfNoneMatch: '*' });
        return 'created';
      } catch (error) {
        const { name, status } = describeS3Error(error);
        if (name === 'PreconditionFailed' || status === 412) return 'exists';
        if (name !== 'ConditionalRequestConflict' || tries === CONFLICT_TRIES) {
          throw s3Error(error, this.container, key);
        }
      }
    }
  }

  async replace(key: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
    try {
      await this.#put(key, bytes, options, {});
    } catch (error) {
      throw s3Error(error, this.container, key);
    }
  }

  async *list(prefix = ''): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const page = await this.#listPage(prefix, token);
      // Asked for in URL encoding, because XML cannot carry every character that a key can.
      for (const { Key } of page.Contents ?? []) {
        if (Key !== undefined) yield decodeURIComponent(Key.replaceAll('+', ' '));
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async #listPage(prefix: string, token: string | undefined) {
    try {
      return await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.container,
          Prefix: prefix,
          EncodingType: 'url',
          ContinuationToken: token,
        }),
      );
    } catch (error) {
      throw s3Error(error, this.container, prefix);
    }
  }

  async #put(
    key: string,
    bytes: Uint8Array,
    options: WriteOptions,
    condition: { readonly IfNoneMatch?: '*' },
  ): Promise<void> {
    checkKey(key);
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.container,
        Key: key,
        Body: bytes,
        ContentType: options.contentType,
        ...(options.metadata === undefined ? {} : { Metadata: { ...options.metadata } }),
        ...condition,
      }),
    );
  }
}

async function readBody(
  { Body, ContentLength }: GetObjectCommandOutput,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  if (Body === undefined || ContentLength === undefined) {
    throw new TransientError('storage-failed', 'S3 answered without a body or without its length');
  }
  if (ContentLength > maxBytes) {
    // Left unread, the body would hold its connection.
    if ('destroy' in Body && typeof Body.destroy === 'function') Body.destroy();
    throw new DocumentError(
      'too-many-bytes',
      `Expected at most ${maxBytes} bytes but received a document of ${ContentLength} bytes`,
    );
  }
  return await Body.transformToByteArray();
}
