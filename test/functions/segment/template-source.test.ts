import { beforeEach, describe, expect, it } from 'vitest';
import type { LogLine } from '../../../functions/segment/document-log.ts';
import { createTemplateSource, KEEP_TEMPLATES_MS } from '../../../functions/segment/template-source.ts';
import { TransientError } from '../../../lib/document/errors.ts';
import { MAX_TEMPLATE_BYTES, MAX_TEMPLATES } from '../../../lib/fields/templates/template-bounds.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';
import { makeTemplate } from '../../fields/templates/make-template.ts';

let store: MemoryStore;
let time: number;
let lines: LogLine[];

beforeEach(() => {
  store = new MemoryStore('templates');
  time = 5;
  lines = [];
});

const source = () =>
  createTemplateSource({
    store,
    prefix: 'own/',
    log: (line) => lines.push(line),
    now: () => time,
  });
const put = (key: string, text: string) =>
  store.replace(key, new TextEncoder().encode(text), { contentType: 'application/json' });
const template = (name: string) => JSON.stringify(makeTemplate({ name }));

describe('createTemplateSource', () => {
  it('reads the templates below the prefix, and nothing else', async () => {
    await put('own/b.json', template('b'));
    await put('own/sub/a.json', template('a'));
    await put('own/README.md', 'about them');
    await put('other/c.json', template('c'));
    expect((await source()()).map(({ name }) => name)).toEqual(['b', 'a']);
    expect(lines).toEqual([]);
  });

  it('finds none where there are none', async () => {
    await expect(source()()).resolves.toEqual([]);
  });

  it('reads them again after a minute, not before', async () => {
    await put('own/a.json', template('a'));
    const find = source();
    const first = await find();
    await put('own/b.json', template('b'));
    time += KEEP_TEMPLATES_MS - 1;
    expect(await find()).toBe(first);
    time += 1;
    expect(await find()).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{'],
    ['no template', '{"name": 7}'],
    ['a poisoned prototype', '{"__proto__": {"name": "x"}}'],
    ['too large', ' '.repeat(MAX_TEMPLATE_BYTES + 1)],
  ])(
    'refuses all when one is %s, names it in the log, and reads them as soon as it is mended',
    async (_, text) => {
      await put('own/a.json', template('a'));
      await put('own/broken.json', text);
      const find = source();
      await expect(find()).rejects.toMatchObject({ code: 'template-invalid', retryable: false });
      expect(lines).toEqual([{ event: 'template-failed', template: 'broken.json' }]);
      await put('own/broken.json', template('b'));
      await expect(find()).resolves.toHaveLength(2);
    },
  );

  it('refuses more than can be tried on a page', async () => {
    for (let i = 0; i <= MAX_TEMPLATES; i++) await put(`own/${i}.json`, template('a'));
    await expect(source()()).rejects.toMatchObject({ code: 'template-invalid' });
  });

  it('fails for now when the store does, and says nothing of a template', async () => {
    await put('own/a.json', template('a'));
    store.get = async () => {
      throw new TransientError('storage-failed', 'S3 failed');
    };
    await expect(source()()).rejects.toMatchObject({ code: 'storage-failed', retryable: true });
    expect(lines).toEqual([]);
  });
});
