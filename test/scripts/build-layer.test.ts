import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { buildLayer } from '../../scripts/build-artefacts.ts';
import { makeModelDirectory } from '../classify/make-model.ts';

let out: string;
let model: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'digitlift-layer-'));
  model = await makeModelDirectory();
});
afterAll(() => Promise.all([out, model].map((folder) => rm(folder, { recursive: true }))));

describe('buildLayer', () => {
  it('puts the files of the networks and of the engine into one folder, from which the model loads', async () => {
    const { path, holds } = await buildLayer({ project: join(import.meta.dirname, '../..'), out, model });
    expect((await readdir(join(out, path, 'model'))).sort()).toEqual([
      'lines.bin',
      'lines.json',
      'manifest.json',
      'micr.bin',
      'micr.json',
      'model.json',
      'print.bin',
      'print.json',
      'tfjs-backend-wasm-simd.wasm',
      'tfjs-backend-wasm.wasm',
      'weights.bin',
      'words.bin',
      'words.json',
    ]);
    const { identity } = await loadModelDirectory(join(out, path, 'model'));
    expect(holds).toEqual([`model ${identity.version}`, `sha256 ${identity.sha256.slice(0, 12)}`]);
  });
});
