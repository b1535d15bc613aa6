/** Where documents come from and results go to. Adapters: S3, folder, memory; one test suite runs on all. */
export interface ObjectStore {
  /** The bucket's name, or the folder's own name (not its path). */
  readonly container: string;

  /**
   * Reads one object whole.
   * Throws RequestError `not-found`, `key-outside-store`; DocumentError `too-many-bytes` when it is larger
   * than `maxBytes` (checked before the body is read); TransientError `storage-failed`.
   */
  get(key: string, options?: GetOptions): Promise<StoredObject>;

  /**
   * Writes an object only if the key is free: `exists` means somebody else wrote it before, and nothing was changed.
   * Throws TransientError `storage-full`, `storage-failed`; RequestError `key-outside-store`. Never leaves half an object.
   */
  create(key: string, bytes: Uint8Array, options: WriteOptions): Promise<'created' | 'exists'>;

  /** Writes an object whether or not the key is taken; otherwise as `create`. */
  replace(key: string, bytes: Uint8Array, options: WriteOptions): Promise<void>;

  /** Keys that begin with `prefix`, in the order of their UTF-8 bytes (the order in which S3 lists). */
  list(prefix?: string): AsyncIterable<string>;
}

export interface GetOptions {
  readonly versionId?: string;
  readonly maxBytes?: number;
}

export interface WriteOptions {
  readonly contentType: string;
  /** Kept beside the object where the store can (S3 user metadata); ASCII keys and values. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly versionId?: string;
  /** What was kept beside it, by lower-case names; left out where there is none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** When this version of it was stored, where the store says so for good; a folder does not. */
  readonly received?: Date;
}
