import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DocumentError, RequestError, TransientError } from '../document/errors.ts';
import { clash, errorCode, folderError } from './folder-error.ts';
import { isTemporaryName, keySegments, pathOf, resolveInside, temporaryName } from './folder-path.ts';
import { compareKeys } from './object-key.ts';
import type { GetOptions, ObjectStore, StoredObject, WriteOptions } from './object-store.ts';

/**
 * A folder on this machine, which must exist; a key is the path of a file below it, with forward slashes.
 * Content types and metadata have no place in a folder and are dropped; there are no versions.
 */
export class FolderStore implements ObjectStore {
  readonly container: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.container = basename(this.#folder);
  }

  async get(key: string, options: GetOptions = {}): Promise<StoredObject> {
    const segments = keySegments(key);
    if (options.versionId !== undefined) {
      throw new RequestError(
        'not-found',
        `There is no version ${JSON.stringify(options.versionId)} of ${JSON.stringify(key)}: a folder keeps no versions`,
      );
    }
    const root = await this.#root();
    try {
      const path = await resolveInside(root, pathOf(root, segments), key);
      // Before opening, for opening a pipe would wait for its writer.
      if (!(await stat(path)).isFile()) throw clash(this.#folder, key);
      return { bytes: await readWhole(path, options.maxBytes) };
    } catch (error) {
      throw folderError(error, this.#folder, key);
    }
  }

  /** Needs a file system with hard links: that is what makes "only if free" and "never half" hold at once. */
  async create(key: string, bytes: Uint8Array, _options: WriteOptions): Promise<'created' | 'exists'> {
    return await this.#write(key, bytes, async (temporary, path) => {
      try {
        await link(temporary, path);
        return 'created';
      } catch (error) {
        const code = errorCode(error);
        if (code === 'EEXIST') {
          if ((await lstat(path)).isDirectory()) throw clash(this.#folder, key, error);
          return 'exists';
        }
        if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS') {
          throw new TransientError(
            'storage-failed',
            `The file system of folder ${this.#folder} has no hard links, which writing once needs: use a folder on another disk`,
            error,
          );
        }
        throw error;
      }
    });
  }

  async replace(key: string, bytes: Uint8Array, _options: WriteOptions): Promise<void> {
    await this.#write(key, bytes, rename);
  }

  /** Links to files are listed too, even where `get` will refuse them: a document must not go missing silently. */
  async *list(prefix = ''): AsyncGenerator<string> {
    const root = await this.#root();
    const keys: string[] = [];
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await this.#entries(root, folder)) {
        const key = folder + entry.name;
        if (entry.isDirectory()) folders.push(`${key}/`);
        else if (isTemporaryName(entry.name) || !key.startsWith(prefix)) continue;
        else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(root, key)))))
          keys.push(key);
      }
    }
    yield* keys.sort(compareKeys);
  }

  async #entries(root: string, folder: string) {
    try {
      return await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      throw folderError(error, this.#folder, folder);
    }
  }

  async #root(): Promise<string> {
    try {
      const root = await realpath(this.#folder);
      if ((await stat(root)).isDirectory()) return root;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') {
        throw folderError(error, this.#folder, '');
      }
    }
    throw new RequestError(
      'not-found',
      `There is no folder ${this.#folder}: create it or name one that exists`,
    );
  }

  /** Writes a temporary file beside the target, then lets `publish` give it its name in one step. */
  async #write<T>(
    key: string,
    bytes: Uint8Array,
    publish: (temporary: string, path: string) => Promise<T>,
  ): Promise<T> {
    const segments = keySegments(key);
    const root = await this.#root();
    try {
      const parent = await makeFolders(root, segments.slice(0, -1), key);
      const temporary = join(parent, temporaryName(randomUUID()));
      try {
        await writeDurably(temporary, bytes);
        return await publish(temporary, join(parent, segments.at(-1)!));
      } finally {
        await rm(temporary, { force: true });
      }
    } catch (error) {
      throw folderError(error, this.#folder, key);
    }
  }
}

/** Name by name, so that no folder is ever made on the other side of a link that leads out. */
async function makeFolders(root: string, names: readonly string[], key: string): Promise<string> {
  let folder = root;
  for (const name of names) {
    const next = join(folder, name);
    try {
      await mkdir(next);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    folder = await resolveInside(root, next, key);
  }
  return folder;
}

async function readWhole(path: string, maxBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxBytes) {
      throw new DocumentError(
        'too-many-bytes',
        `Expected at most ${maxBytes} bytes but received a document of ${size} bytes`,
      );
    }
    const bytes = new Uint8Array(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(bytes, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // A link that leads nowhere names no document.
    return false;
  }
}
