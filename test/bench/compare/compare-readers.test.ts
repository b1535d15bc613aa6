import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compareReader } from '../../../bench/compare/compare-readers.ts';
import type { Reader } from '../../../bench/compare/readers.ts';

const FAKE = fileURLToPath(new URL('fake-reader.mjs', import.meta.url));
const reader = (...flags: string[]): Reader => ({
  id: 'fake',
  name: 'Fake',
  command: [process.execPath, FAKE],
  flags,
});
const lines = ['10', '11', '12'].map((file) => ({ file, path: `/nowhere/${file}`, truth: file }));
const set = { set: 'numbers', lines: [...lines, { file: 'last', path: '/nowhere/20', truth: '99' }] };
const options = { preparation: undefined, stderr: { write: () => true } };

const compare = (other: Reader) => compareReader(other, set, options);

afterEach(() => vi.unstubAllEnvs());

describe('compareReader', () => {
  it('measures what a process read, held to one thread', async () => {
    expect(await compare(reader())).toEqual({
      status: 'read',
      id: 'fake',
      name: 'Fake',
      version: 'fake 1',
      threads: 1,
      exact: 0.75,
      cer: 0.25,
      msPerLine: 1,
      wallMsPerLine: 2,
      peakRssMb: 40,
      errors: [{ file: 'last', truth: '99', read: '20' }],
    });
  });

  it('hands prepared pictures to a reader, and lets it look for the text itself', async () => {
    const path = fileURLToPath(new URL('../../../samples/documents/comb-form.png', import.meta.url));
    const preparation = { scale: 1, margin: 0, detect: true };
    const line = { file: 'a', path, truth: '0' };
    const report = await compareReader(reader(), { set: 'one', lines: [line] }, { ...options, preparation });
    expect(report).toMatchObject({ version: 'fake 1 --detect', exact: 1, preparation });
  });

  it('reports a reader that breaks, with its last words', async () => {
    const { status, ...rest } = await compare(reader('--break'));
    expect(status).toBe('failed');
    expect(rest).toMatchObject({
      reason: 'Fake read 0 of 4 pictures: it ended with 3. the model has no weights',
    });
  });

  it('reports a reader that leaves lines out', async () => {
    expect(await compare(reader('--short'))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('read 3 of 4'),
    });
  });

  it('reports a program that is not there', async () => {
    const absent = await compare({ ...reader(), command: ['/no/such/program'] });
    expect(absent).toMatchObject({ status: 'failed', reason: expect.stringContaining('/no/such/program') });
  });

  it('names a reader that is not installed, and how to install it', async () => {
    const install = { path: '/no/such/package', how: 'npm ci --prefix somewhere' };
    expect(await compare({ ...reader(), install })).toEqual({
      status: 'skipped',
      id: 'fake',
      name: 'Fake',
      reason: 'not installed: npm ci --prefix somewhere',
    });
  });

  it('leaves no pictures behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'compare-readers-'));
    vi.stubEnv('TMPDIR', folder);
    expect((await compare(reader())).status).toBe('read');
    expect((await compare(reader('--break'))).status).toBe('failed');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
