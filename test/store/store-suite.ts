import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../lib/store/object-store.ts';

export const JSON_TYPE = { contentType: 'application/json' } as const;

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function keysOf(store: ObjectStore, prefix?: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list(prefix)) keys.push(key);
  return keys;
}

/** A name that every store can hold as it stands. */
const name = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...' +%&=?#~.:é'), fc.string({ unit: 'binary' })),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.replace(/[\\/\0]/g, '_'))
  // Names of up to 255 bytes fit a file; four of 200 and their slashes fit the 1,024 bytes of a key.
  .filter((text) => text !== '' && text !== '.' && text !== '..' && Buffer.byteLength(text) <= 200);

export const portableKey = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

/** Keys that try to lead a store elsewhere or to break it. */
export const hostileKey = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        '/',
        '//',
        '\\',
        '..\\',
        '\0',
        'C:',
        '%2e%2e',
        '~',
        'etc',
        'passwd',
        '\ud800',
      ),
      fc.string({ maxLength: 5 }),
      fc.constant('n'.repeat(256)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('/'));

/** What holds for every adapter of ObjectStore. `open` gives a new, empty store each time. */
export function describeObjectStore(title: string, open: () => Promise<ObjectStore>): void {
  describe(`${title} as an object store`, () => {
    let store: ObjectStore;
    beforeEach(async () => {
      store = await open();
    });

    it('gives back what was created, an empty object too', async () => {
      await expect(store.create('a/b.json', bytesOf('{}'), JSON_TYPE)).resolves.toBe('created');
      await expect(store.create('empty', new Uint8Array(0), JSON_TYPE)).resolves.toBe('created');
      expect((await store.get('a/b.json')).bytes).toEqual(bytesOf('{}'));
      expect((await store.get('empty')).bytes).toEqual(new Uint8Array(0));
    });

    it('never changes an object by creating it again', async () => {
      await store.create('key', bytesOf('first'), JSON_TYPE);
      await expect(store.create('key', bytesOf('second'), JSON_TYPE)).resolves.toBe('exists');
      expect((await store.get('key')).bytes).toEqual(bytesOf('first'));
    });

    it('lets exactly one of many writers create a key', async () => {
      const contents = Array.from({ length: 8 }, (_, i) => bytesOf(String(i).repeat(5_000)));
      const outcomes = await Promise.all(contents.map((bytes) => store.create('race', bytes, JSON_TYPE)));
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect((await store.get('race')).bytes).toEqual(contents[outcomes.indexOf('created')]);
    });

    it('replaces an object, and writes one that was not there', async () => {
      await store.replace('key', bytesOf('first'), JSON_TYPE);
      await store.replace('key', bytesOf('2'), JSON_TYPE);
      expect((await store.get('key')).bytes).toEqual(bytesOf('2'));
      await expect(store.create('key', bytesOf('third'), JSON_TYPE)).resolves.toBe('exists');
    });

    it('keeps the bytes as they were when written', async () => {
      const bytes = bytesOf('kept');
      await store.create('key', bytes, JSON_TYPE);
      bytes.fill(0);
      (await store.get('key')).bytes.fill(1);
      expect((await store.get('key')).bytes).toEqual(bytesOf('kept'));
    });

    it('reads an object of exactly maxBytes and refuses one byte more', async () => {
      await store.create('key', bytesOf('12345'), JSON_TYPE);
      expect((await store.get('key', { maxBytes: 5 })).bytes).toHaveLength(5);
      await expect(store.get('key', { maxBytes: 4 })).rejects.toMatchObject({
        name: 'DocumentError',
        code: 'too-many-bytes',
        message: 'Expected at most 4 bytes but received a document of 5 bytes',
      });
    });

    it('names the key that is not there', async () => {
      await expect(store.get('folder/missing.png')).rejects.toMatchObject({
        name: 'RequestError',
        code: 'not-found',
        message: expect.stringContaining('folder/missing.png'),
      });
    });

    it('has no version that was never written', async () => {
      await store.create('key', bytesOf('1'), JSON_TYPE);
      await expect(store.get('key', { versionId: 'never' })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('gives the version that is asked for, where it tells versions', async () => {
      await store.replace('key', bytesOf('old'), JSON_TYPE);
      const { versionId } = await store.get('key');
      await store.replace('key', bytesOf('new'), JSON_TYPE);
      if (versionId === undefined) return;
      expect((await store.get('key', { versionId })).bytes).toEqual(bytesOf('old'));
      expect((await store.get('key')).versionId).not.toBe(versionId);
    });

    it.each([
      ['an empty key', ''],
      ['a key of 1,025 bytes', `${'é'.repeat(512)}x`],
      ['half a surrogate pair', 'a\ud83d'],
    ])('refuses %s', async (_what, key) => {
      const refusal = { name: 'RequestError', code: 'bad-request' };
      await expect(store.get(key)).rejects.toMatchObject(refusal);
      await expect(store.create(key, bytesOf('x'), JSON_TYPE)).rejects.toMatchObject(refusal);
      await expect(store.replace(key, bytesOf('x'), JSON_TYPE)).rejects.toMatchObject(refusal);
      expect(await keysOf(store)).toEqual([]);
    });

    it('lists in the order of UTF-8 bytes, all or by prefix', async () => {
      const keys = ['a', 'b/10', 'b/2', 'b/c/d', 'b0', '\uff01', '😀'];
      for (const key of keys.toReversed()) await store.create(key, bytesOf(key), JSON_TYPE);
      expect(await keysOf(store)).toEqual(keys);
      expect(await keysOf(store, 'b/')).toEqual(['b/10', 'b/2', 'b/c/d']);
      expect(await keysOf(store, 'b')).toEqual(['b/10', 'b/2', 'b/c/d', 'b0']);
      expect(await keysOf(store, 'zzz')).toEqual([]);
    });

    it('keeps keys of every character apart', async () => {
      await fc.assert(
        fc.asyncProperty(distinctKeys, async (keys) => {
          const fresh = await open();
          for (const key of keys) expect(await fresh.create(key, bytesOf(key), JSON_TYPE)).toBe('created');
          for (const key of keys) expect((await fresh.get(key)).bytes).toEqual(bytesOf(key));
          expect(new Set(await keysOf(fresh))).toEqual(new Set(keys));
        }),
        { numRuns: 60 },
      );
    });

    it('holds a hostile key exactly or refuses it by name', async () => {
      await fc.assert(
        fc.asyncProperty(hostileKey, async (key) => {
          const fresh = await open();
          const refused = await fresh.create(key, bytesOf('x'), JSON_TYPE).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (refused === undefined) {
            expect((await fresh.get(key)).bytes).toEqual(bytesOf('x'));
            expect(await keysOf(fresh)).toEqual([key]);
          } else {
            expect(refused).toMatchObject({
              name: 'RequestError',
              code: expect.stringMatching(/^(bad-request|key-outside-store)$/),
            });
            await expect(fresh.get(key)).rejects.toMatchObject({ name: 'RequestError' });
            expect(await keysOf(fresh)).toEqual([]);
          }
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** Apart even on a disk that ignores case and Unicode form; no key is a folder of another. */
const distinctKeys = fc
  .uniqueArray(portableKey, {
    maxLength: 5,
    selector: (key) => key.normalize('NFKC').toLowerCase(),
  })
  .filter((keys) => !keys.some((key) => keys.some((other) => other.startsWith(`${key}/`))));
