import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../lib/classify/load-model.ts';
import { directoryReader, loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { WORD_CLASSES } from '../../local/spelled-letters.ts';
import { LINE_CLASSES, MICR_CLASSES } from './fake-classifier.ts';
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
      sha256: sha256(
        ...['weights.bin', 'lines.bin', 'print.bin', 'micr.bin', 'words.bin'].map(
          (name) => made.files.get(name)!,
        ),
      ),
      classes: TEST_CLASSES,
    });
    expect(model.glyphs.weights).toEqual(made.files.get('weights.bin'));
    expect(model.glyphs.topology.weightsManifest[0]?.paths).toEqual(['weights.bin']);
    expect(model.lines.weights).toEqual(made.files.get('lines.bin'));
    expect(model.lines.classes).toEqual(LINE_CLASSES);
    expect(model.print.weights).toEqual(made.files.get('print.bin'));
    expect(model.micr.weights).toEqual(made.files.get('micr.bin'));
    expect(model.micr.classes).toEqual(MICR_CLASSES);
    expect(model.words.weights).toEqual(made.files.get('words.bin'));
    expect(model.words.classes).toEqual(WORD_CLASSES);
  });

  it.each(['weights.bin', 'model.json', 'lines.bin', 'lines.json', 'micr.bin', 'micr.json', 'words.bin'])(
    'names %s and both hashes when a bit of it changed',
    async (name) => {
      const bytes = new Uint8Array(made.files.get(name) ?? []);
      const expected = sha256(bytes);
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      await expect(loadModel(readerOf(made.files, { [name]: bytes }))).rejects.toMatchObject({
        code: 'model-invalid',
        retryable: false,
        message: `Expected SHA-256 ${expected} for ${name} but its bytes have ${sha256(bytes)}; install the model again`,
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
    [{ format: 1 }, 'format: Expected format 5'],
    [{ version: '' }, 'version: Expected a text'],
    [{ glyphs: undefined }, 'glyphs: '],
    [{ lines: undefined }, 'lines: '],
    [{ print: undefined }, 'print: '],
    [{ micr: undefined }, 'micr: '],
    [{ words: undefined }, 'words: '],
    [{ glyphs: { classes: ['0', '1', '0'] } }, 'glyphs.classes: Expected each class once'],
    [{ glyphs: { input: { size: 32, scale: 1 } } }, 'glyphs.input.size: Expected 28'],
    [{ glyphs: { input: { size: 28, scale: 0 } } }, 'glyphs.input.scale: Expected a number over 0'],
    [
      { glyphs: { weights: { file: '../secret', sha256: 'a'.repeat(64), bytes: 1 } } },
      'glyphs.weights.file: Expected a plain file',
    ],
    [
      { lines: { weights: { file: 'w.bin', sha256: 'A'.repeat(64), bytes: 1 } } },
      'lines.weights.sha256: Expected 64 lower-case',
    ],
    [{ lines: { parameters: 1.5 } }, 'lines.parameters: Expected a whole number'],
    [{ lines: { classes: ['blank', '0'] } }, 'lines.classes: Expected blank as the last class'],
    [{ lines: { input: { height: 28, scale: 1 } } }, 'lines.input.height: Expected 32'],
    [{ lines: { multiplyAddsPerColumn: -1 } }, 'lines.multiplyAddsPerColumn: Expected 0 or more'],
  ])('refuses a manifest with %j', async (changes, message) => {
    const manifest = encode(changed(made.manifest, changes));
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

/** The manifest with members of it, and of its networks, put in place of its own. */
function changed(manifest: object, changes: Readonly<Record<string, unknown>>): object {
  const own: Readonly<Record<string, unknown>> = { ...manifest };
  const members = Object.entries(changes).map(([name, value]) => [
    name,
    typeof value === 'object' ? { ...(own[name] as object), ...value } : value,
  ]);
  return { ...own, ...Object.fromEntries(members) };
}

function sha256(...parts: readonly Uint8Array[]): string {
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}
