import { DocumentError, RequestError } from '../document/errors.ts';
import { checkKey, compareKeys } from './object-key.ts';
import type { GetOptions, ObjectStore, StoredObject, WriteOptions } from './object-store.ts';

export interface MemoryStoreOptions {
  /** Keeps every write under a version of its own, `v1`, `v2` and so on, as a versioned bucket does. @default false */
  readonly versioned?: boolean;
  /** Says when an object is stored. @default no object knows when it was */
  readonly clock?: () => Date;
}

interface MemoryObject extends StoredObject, WriteOptions {}

/** Objects in this process, for tests and for callers that hold the bytes already. */
export class MemoryStore implements ObjectStore {
  readonly container: string;
  readonly #versioned: boolean;
  readonly #clock: (() => Date) | undefined;
  readonly #objects = new Map<string, MemoryObject[]>();
  #writes = 0;

  constructor(container = 'memory', options: MemoryStoreOptions = {}) {
    this.container = container;
    this.#versioned = options.versioned ?? false;
    this.#clock = options.clock;
  }

  async get(key: string, options: GetOptions = {}): Promise<StoredObject> {
    const { bytes, versionId, metadata, received } = this.inspect(key, options.versionId);
    if (options.maxBytes !== undefined && bytes.length > options.maxBytes) {
      throw new DocumentError(
        'too-many-bytes',
        `Expected at most ${options.maxBytes} bytes but received a document of ${bytes.length} bytes`,
      );
    }
    return {
      bytes: bytes.slice(),
      ...(versionId === undefined ? {} : { versionId }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(received === undefined ? {} : { received }),
    };
  }

  async create(key: string, bytes: Uint8Array, options: WriteOptions): Promise<'created' | 'exists'> {
    if (this.#objects.has(key)) return 'exists';
    await this.replace(key, bytes, options);
    return 'created';
  }

  async replace(key: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
    checkKey(key);
    this.#writes += 1;
    const written: MemoryObject = {
      ...options,
      bytes: bytes.slice(),
      ...(this.#versioned ? { versionId: `v${this.#writes}` } : {}),
      ...(this.#clock === undefined ? {} : { received: this.#clock() }),
    };
    const earlier = this.#versioned ? (this.#objects.get(key) ?? []) : [];
    this.#objects.set(key, [...earlier, written]);
  }

  async *list(prefix = ''): AsyncGenerator<string> {
    yield* [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys);
  }

  /** The object with its content type and metadata. Throws RequestError `not-found`. */
  inspect(key: string, versionId?: string): StoredObject & WriteOptions {
    checkKey(key);
    const versions = this.#objects.get(key) ?? [];
    const found =
      versionId === undefined ? versions.at(-1) : versions.find((object) => object.versionId === versionId);
    if (found === undefined) {
      const what = versionId === undefined ? 'object' : `version ${JSON.stringify(versionId)} of object`;
      throw new RequestError('not-found', `There is no ${what} ${JSON.stringify(key)} in ${this.container}`);
    }
    return found;
  }
}
