import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getModelDirectory, getWasmDirectory } from '../../../functions/classify/env.ts';
import { openEngine } from '../../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../../lib/classify/model-directory.ts';
import { packCrops, unpackClassification } from '../../../lib/classify/pack-crops.ts';
import { packStrips, unpackReadings } from '../../../lib/classify/pack-strips.ts';
import type { CropBatch } from '../../../lib/document/image.ts';
import { bundle } from '../../../scripts/build-bundle.ts';
import { makeModelDirectory } from '../../classify/make-model.ts';
import { someStrips } from '../../classify/some-strips.ts';

const wasmFiles = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
);
const crops: CropBatch = { count: 70, data: Uint8Array.from({ length: 70 * 784 }, (_, i) => (i * i) % 256) };
const strips = someStrips([136, 8, 400]);

describe('the classify function', () => {
  let modelDirectory: string;
  beforeAll(async () => {
    modelDirectory = await makeModelDirectory();
  });
  afterAll(() => rm(modelDirectory, { recursive: true }));

  it('answers as the classifier in this process does', async () => {
    const expected = await answersHere(modelDirectory);
    vi.stubEnv('MODEL_DIR', modelDirectory);
    vi.stubEnv('WASM_DIR', wasmFiles);
    const { handler } = await import('../../../functions/classify/handler.ts');
    expect(unpackClassification(await handler(packCrops(crops)), 70)).toEqual(expected.crops);
    expect(unpackReadings(await handler(packStrips(strips)), strips.widths)).toEqual(expected.strips);
    vi.unstubAllEnvs();
  });

  it('answers the same as one bundle in a bare folder with only the layer beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'digitlift-bundle-'));
    await bundle({
      project: process.cwd(),
      entry: 'functions/classify/handler.ts',
      outfile: join(folder, 'handler.mjs'),
    });
    for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
      await copyFile(join(wasmFiles, name), join(modelDirectory, name));
    }
    await writeFile(join(folder, 'events.json'), JSON.stringify([packCrops(crops), packStrips(strips)]));
    await writeFile(join(folder, 'call.mjs'), CALL);
    const { stdout } = await promisify(execFile)(process.execPath, ['call.mjs'], {
      cwd: folder,
      // NODE_PATH is where Lambda finds the packages of layers: with tfjs-node there, the bundle uses it too.
      env: { MODEL_DIR: modelDirectory, NODE_PATH: process.env.NODE_PATH ?? '' },
      maxBuffer: 1e8,
    });
    const expected = await answersHere(modelDirectory);
    const [classification, readings] = JSON.parse(stdout);
    expect(unpackClassification(classification, 70)).toEqual(expected.crops);
    expect(unpackReadings(readings, strips.widths)).toEqual(expected.strips);
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

async function answersHere(directory: string) {
  const model = await loadModelDirectory(directory);
  const classifier = await createLocalClassifier({ model, engine: await openEngine() });
  const answers = { crops: await classifier.classify(crops), strips: await classifier.readStrips(strips) };
  classifier.dispose();
  return answers;
}

const CALL = `
import { readFile } from 'node:fs/promises';
import { handler } from './handler.mjs';
const [crops, strips] = JSON.parse(await readFile('events.json', 'utf8'));
process.stdout.write(JSON.stringify([await handler(crops), await handler(strips)]));
`;
