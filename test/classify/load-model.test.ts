import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../lib/classify/load-model.ts';
import { directoryReader, loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { type MadeModel, makeModel, makeModelDirectory, TEST_CLASSES } from './make-model.ts';

let made: MadeModel;
beforeAll(async () => {
  made = await makeModel();
});

describe('loadModel', () => {
  it('gives the identity, the topology and the weights', async () => {
    const model = await loadModel(readerOf(made.files));
    expect(model.identity).toEqual({
      version: '2026.01.01-test',
      sha256: made.manifest.weights.sha256,
      classes: TEST_CLASSES,
    });
    expect(model.weights).toEqual(made.files.get('weights.bin'));
    expect(model.topology.weightsManifest[0]?.paths).toEqual(['weights.bin']);
  });

  it.each(['weights.bin', 'model.json'])(
    'names %s and both hashes when a bit of it changed',
    async (name) => {
      const bytes = new Uint8Array(made.files.get(name) ?? []);
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      const expected = name === 'weights.bin' ? made.manifest.weights.sha256 : made.manifest.topology.sha256;
      await expect(loadModel(readerOf(made.files, { [name]: bytes }))).rejects.toMatchObject({
        code: 'model-invalid',
        retryable: false,
        message: expect.stringMatching(
          new RegExp(`^Expected SHA-256 ${expected} for ${name} but its bytes have [0-9a-f]{64};`),
        ),
      });
    },
  );

  it('says how many bytes are missing of cut-off weights', async () => {
    const weights = made.files.get('weights.bin') ?? new Uint8Array();
    const cut = weights.subarray(0, weights.length - 4);
    await expect(loadModel(readerOf(made.files, { 'weights.bin': cut }))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(
        `Expected ${weights.length} bytes for weights.bin but received ${weights.length - 4}`,
      ),
    });
  });

  it.each([
    ['format', 2, 'format: Expected format 1'],
    ['version', '', 'version: Expected a text'],
    ['classes', ['0', '1', '0'], 'classes: Expected each class once'],
    ['input', { size: 32, scale: 1 }, 'input.size: Expected 28'],
    ['input', { size: 28, scale: 0 }, 'input.scale: Expected a number over 0'],
    [
      'weights',
      { file: '../secret', sha256: 'a'.repeat(64), bytes: 1 },
      'weights.file: Expected a plain file',
    ],
    [
      'weights',
      { file: 'w.bin', sha256: 'A'.repeat(64), bytes: 1 },
      'weights.sha256: Expected 64 lower-case',
    ],
    ['parameters', 1.5, 'parameters: Expected a whole number'],
  ])('refuses a manifest whose %s is %j', async (field, value, message) => {
    const manifest = encode({ ...made.manifest, [field]: value });
    await expect(loadModel(readerOf(made.files, { 'manifest.json': manifest }))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a manifest that is no JSON', async () => {
    const text = new TextEncoder().encode('{');
    await expect(loadModel(readerOf(made.files, { 'manifest.json': text }))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('Expected JSON in manifest.json'),
    });
  });
});

describe('loadModelDirectory', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await makeModelDirectory();
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('loads what lies in a directory', async () => {
    expect((await loadModelDirectory(directory)).identity.classes).toEqual(TEST_CLASSES);
  });

  it('names the file that is absent', async () => {
    await expect(loadModelDirectory(join(directory, 'nowhere'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Expected the file manifest.json in the model directory'),
    });
  });

  it('cannot be led outside the directory', async () => {
    await writeFile(join(directory, 'x'), '');
    await expect(directoryReader(join(directory, 'sub'))('../x')).rejects.toMatchObject({
      code: 'model-invalid',
    });
  });
});

function readerOf(
  files: ReadonlyMap<string, Uint8Array>,
  changed: Readonly<Record<string, Uint8Array>> = {},
) {
  return async (name: string) => changed[name] ?? files.get(name) ?? new Uint8Array();
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
