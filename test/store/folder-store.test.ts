import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderError } from '../../lib/store/folder-error.ts';
import { keySegments } from '../../lib/store/folder-path.ts';
import { FolderStore } from '../../lib/store/folder-store.ts';
import { describeObjectStore, hostileKey, JSON_TYPE } from './store-suite.ts';

const ONE_BYTE = new Uint8Array(1);
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'folder-store-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true });
});

describeObjectStore('FolderStore', async () => new FolderStore(await mkdtemp(join(scratch, 'suite-'))));

describe('FolderStore', () => {
  /** Holds `inside`, the store's folder, and `outside`, which nothing may touch. */
  let around: string;
  let store: FolderStore;

  beforeEach(async () => {
    around = await mkdtemp(join(scratch, 'around-'));
    await mkdir(join(around, 'inside'));
    await mkdir(join(around, 'outside'));
    await writeFile(join(around, 'outside', 'secret'), 'secret');
    store = new FolderStore(join(around, 'inside'));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    expect(await readdir(join(around, 'outside'))).toEqual(['secret']);
    expect(await readFile(join(around, 'outside', 'secret'), 'utf8')).toBe('secret');
    expect((await readdir(around)).sort()).toEqual(['inside', 'outside']);
    const left = await readdir(join(around, 'inside'), { recursive: true });
    expect(left.filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });

  const outside = { name: 'RequestError', code: 'key-outside-store' };

  it('is named after its folder', () => {
    expect(new FolderStore('/some/where/scans/').container).toBe('scans');
  });

  it.each([
    '../outside/secret',
    'a/../../outside/secret',
    '/etc/hostname',
    '..',
    'a//b',
    'a/',
    './a',
    '..\\outside\\secret',
    'a\0b',
  ])('refuses %j, which could lead outside', async (key) => {
    await expect(store.get(key)).rejects.toMatchObject(outside);
    await expect(store.create(key, ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(outside);
    await expect(store.replace(key, ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(outside);
  });

  it('touches nothing outside whatever the key', async () => {
    await fc.assert(
      fc.asyncProperty(hostileKey, async (key) => {
        await store.replace(key, ONE_BYTE, JSON_TYPE).catch(() => undefined);
        await store.get(key).catch(() => undefined);
        expect((await readdir(around)).sort()).toEqual(['inside', 'outside']);
      }),
      { numRuns: 200 },
    );
  });

  it('does not follow links that lead outside', async () => {
    await symlink(join(around, 'outside'), join(around, 'inside', 'folder-link'));
    await symlink(join(around, 'outside', 'secret'), join(around, 'inside', 'file-link'));
    await expect(store.get('folder-link/secret')).rejects.toMatchObject(outside);
    await expect(store.get('file-link')).rejects.toMatchObject(outside);
    await expect(store.create('folder-link/new', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(outside);
    await expect(store.create('folder-link/deep/new', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(outside);
    await expect(store.replace('folder-link/secret', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(outside);
    await expect(store.create('file-link', ONE_BYTE, JSON_TYPE)).resolves.toBe('exists');
    // Replacing takes the link's place; what it led to stays (checked after each test).
    await store.replace('file-link', ONE_BYTE, JSON_TYPE);
    expect((await store.get('file-link')).bytes).toEqual(ONE_BYTE);
  });

  it('follows links that stay inside, and lists a link so that nothing goes missing silently', async () => {
    await store.create('real', ONE_BYTE, JSON_TYPE);
    await symlink(join(around, 'inside', 'real'), join(around, 'inside', 'alias'));
    await symlink(join(around, 'outside', 'secret'), join(around, 'inside', 'away'));
    await symlink(join(around, 'nowhere'), join(around, 'inside', 'broken'));
    expect((await store.get('alias')).bytes).toEqual(ONE_BYTE);
    const keys: string[] = [];
    for await (const key of store.list()) keys.push(key);
    expect(keys).toEqual(['alias', 'away', 'real']);
    await expect(store.get('broken')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('works when the folder itself is named by a link', async () => {
    await symlink(join(around, 'inside'), join(scratch, 'by-link'));
    const linked = new FolderStore(join(scratch, 'by-link'));
    await linked.create('a/b', ONE_BYTE, JSON_TYPE);
    expect((await store.get('a/b')).bytes).toEqual(ONE_BYTE);
  });

  it('refuses a key whose path is taken by a file, or whose name is taken by a folder', async () => {
    await store.create('a/b', ONE_BYTE, JSON_TYPE);
    const refusal = { name: 'RequestError', code: 'bad-request' };
    await expect(store.create('a/b/c', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(refusal);
    await expect(store.create('a', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(refusal);
    await expect(store.replace('a', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(refusal);
    await expect(store.get('a')).rejects.toMatchObject(refusal);
    await expect(store.get('a/b/c')).rejects.toMatchObject(refusal);
  });

  it('holds a name of 255 bytes and refuses one of 256', async () => {
    await expect(store.create(`${'é'.repeat(127)}x`, ONE_BYTE, JSON_TYPE)).resolves.toBe('created');
    await expect(store.create('é'.repeat(128), ONE_BYTE, JSON_TYPE)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('255 bytes'),
    });
  });

  it('refuses names that it keeps for itself and does not list them', async () => {
    const key = '.digitlift-00000000-0000-4000-8000-000000000000.tmp';
    await expect(store.create(key, ONE_BYTE, JSON_TYPE)).rejects.toMatchObject({ code: 'bad-request' });
    await writeFile(join(around, 'inside', key), 'left by a crash');
    await expect(store.list()[Symbol.asyncIterator]().next()).resolves.toMatchObject({ done: true });
    await rm(join(around, 'inside', key));
  });

  it('says which folder is missing and what to do', async () => {
    const missing = new FolderStore(join(around, 'not-there'));
    const refusal = { code: 'not-found', message: expect.stringContaining('not-there: create it') };
    await expect(missing.get('a')).rejects.toMatchObject(refusal);
    await expect(missing.create('a', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(refusal);
    await expect(missing.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal);
    const file = new FolderStore(join(around, 'outside', 'secret'));
    await expect(file.get('a')).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['ENOSPC', 'EDQUOT'])('leaves nothing behind when the disk is full (%s)', async (code) => {
    const handle = await open(join(around, 'outside', 'secret'));
    const prototype: typeof handle = Object.getPrototypeOf(handle);
    await handle.close();
    // Half is written before the disk is full.
    vi.spyOn(prototype, 'writeFile').mockImplementation(async function (this: typeof handle) {
      await this.write('ha');
      throw Object.assign(new Error('no room'), { code });
    });
    const full = { name: 'TransientError', code: 'storage-full', retryable: true };
    await expect(store.create('a/b', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(full);
    await expect(store.replace('a/b', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject(full);
    expect(await readdir(join(around, 'inside', 'a'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('does not wait at a named pipe', async () => {
    execFileSync('mkfifo', [join(around, 'inside', 'pipe')]);
    await expect(store.get('pipe')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it.skipIf(process.getuid?.() === 0)('maps a refused permission (not as root)', async () => {
    await chmod(join(around, 'inside'), 0o500);
    await expect(store.create('a', ONE_BYTE, JSON_TYPE)).rejects.toMatchObject({ code: 'storage-failed' });
    await chmod(join(around, 'inside'), 0o700);
  });
});

describe('folderError', () => {
  it.each([
    ['ENOENT', 'not-found'],
    ['ENOSPC', 'storage-full'],
    ['EDQUOT', 'storage-full'],
    ['EACCES', 'storage-failed'],
    ['EROFS', 'storage-failed'],
    ['EIO', 'storage-failed'],
    ['ENAMETOOLONG', 'bad-request'],
    ['ENOTDIR', 'bad-request'],
    ['EISDIR', 'bad-request'],
  ])('maps %s to %s and names folder and key', (code, expected) => {
    const cause = Object.assign(new Error('x'), { code });
    const error = folderError(cause, '/scans', 'a/b');
    expect(error).toMatchObject({ code: expected, cause });
    expect(error.message).toContain('/scans');
    expect(error.message).toContain('"a/b"');
  });

  it('maps what is no system error at all', () => {
    expect(folderError('odd', '/scans', 'a')).toMatchObject({ code: 'storage-failed' });
  });
});

describe('keySegments', () => {
  it('refuses on Windows what Windows refuses or takes for something else', () => {
    for (const key of ['C:/x', 'a/b:stream', 'a?', 'nul', 'COM1.txt', 'dot.', 'space ']) {
      expect(() => keySegments(key, 'win32')).toThrow('Windows');
      expect(keySegments(key, 'linux')).toEqual(key.split('/'));
    }
    expect(keySegments('a/console.png', 'win32')).toEqual(['a', 'console.png']);
  });
});
