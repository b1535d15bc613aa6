import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getModelDirectory, getWasmDirectory } from '../../../functions/classify/env.ts';
import { openEngine } from '../../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../../lib/classify/model-directory.ts';
import { packCrops, unpackClassification } from '../../../lib/classify/packing.ts';
import type { CropBatch } from '../../../lib/document/image.ts';
import { makeModelDirectory } from '../../classify/make-model.ts';

const wasmFiles = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
);
const crops: CropBatch = { count: 70, data: Uint8Array.from({ length: 70 * 784 }, (_, i) => (i * i) % 256) };

describe('the classify function', () => {
  let modelDirectory: string;
  let expected: Float32Array;

  beforeAll(async () => {
    modelDirectory = await makeModelDirectory();
    const model = await loadModelDirectory(modelDirectory);
    const local = await createLocalClassifier({ model, engine: await openEngine() });
    expected = (await local.classify(crops)).probabilities;
  });
  afterAll(() => rm(modelDirectory, { recursive: true }));

  it('answers as the classifier in this process does', async () => {
    vi.stubEnv('MODEL_DIR', modelDirectory);
    vi.stubEnv('WASM_DIR', wasmFiles);
    const { handler } = await import('../../../functions/classify/handler.ts');
    expect(unpackClassification(await handler(packCrops(crops)), 70).probabilities).toEqual(expected);
    vi.unstubAllEnvs();
  });

  it('answers the same as one bundle in a bare folder with only the layer beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'digitlift-bundle-'));
    await build({
      entryPoints: ['functions/classify/handler.ts'],
      outfile: join(folder, 'handler.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: COMMONJS_IN_ESM },
      logLevel: 'error',
    });
    for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
      await copyFile(join(wasmFiles, name), join(modelDirectory, name));
    }
    await writeFile(join(folder, 'event.json'), JSON.stringify(packCrops(crops)));
    await writeFile(join(folder, 'call.mjs'), CALL);
    const { stdout } = await promisify(execFile)(process.execPath, ['call.mjs'], {
      cwd: folder,
      env: { MODEL_DIR: modelDirectory },
      maxBuffer: 1e8,
    });
    expect(unpackClassification(JSON.parse(stdout), 70).probabilities).toEqual(expected);
    await rm(folder, { recursive: true });
  });
});

describe('the settings of the classify function', () => {
  it('default to where the layer unpacks', () => {
    expect(getModelDirectory({})).toBe('/opt/model');
    expect(getWasmDirectory({})).toBe('/opt/model');
  });

  it('look for the .wasm files beside the model unless told otherwise', () => {
    expect(getWasmDirectory({ MODEL_DIR: '/m' })).toBe('/m');
    expect(getWasmDirectory({ MODEL_DIR: '/m', WASM_DIR: '/w' })).toBe('/w');
  });
});

/** What the CommonJS packages inside the bundle take for granted. */
const COMMONJS_IN_ESM = `
import { createRequire as createBundleRequire } from 'node:module';
import { fileURLToPath as bundlePath } from 'node:url';
const require = createBundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundlePath(new URL('.', import.meta.url));
`;

const CALL = `
import { readFile } from 'node:fs/promises';
import { handler } from './handler.mjs';
process.stdout.write(JSON.stringify(await handler(JSON.parse(await readFile('event.json', 'utf8')))));
`;
