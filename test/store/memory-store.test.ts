import { expect, it } from 'vitest';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { describeObjectStore } from './store-suite.ts';

describeObjectStore('MemoryStore', async () => new MemoryStore());
describeObjectStore('MemoryStore with versions', async () => new MemoryStore('inbox', { versioned: true }));

it('keeps content type and metadata', async () => {
  const store = new MemoryStore();
  await store.create('key', new Uint8Array(1), { contentType: 'image/png', metadata: { stage: 'read' } });
  expect(store.inspect('key')).toMatchObject({ contentType: 'image/png', metadata: { stage: 'read' } });
  expect((await store.get('key')).metadata).toEqual({ stage: 'read' });
});

it('tells versions only when asked to', async () => {
  const plain = new MemoryStore();
  await plain.replace('key', new Uint8Array(1), { contentType: 'image/png' });
  expect(await plain.get('key')).toEqual({ bytes: new Uint8Array(1) });
  const versioned = new MemoryStore('inbox', { versioned: true });
  await versioned.replace('key', new Uint8Array(1), { contentType: 'image/png' });
  expect((await versioned.get('key')).versionId).toBe('v1');
});
