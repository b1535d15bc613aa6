import { createRequire } from 'node:module';
import * as core from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type EngineName, openEngine } from '../../lib/classify/engine.ts';
import { openWasmEngine } from '../../lib/classify/engine-wasm.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { testEngine } from './engine-contract.ts';
import { makeLoadedModel } from './make-model.ts';
import { randomFloats } from './random-floats.ts';

const hasTfjsNode = isInstalled('@tensorflow/tfjs-node');

describe('the engine wasm', () => {
  testEngine(() => openEngine({ prefer: 'wasm' }));

  it('names itself and its version', async () => {
    expect(await openEngine({ prefer: 'wasm' })).toMatchObject({ name: 'wasm', version: '4.22.0' });
  });

  it('takes no more memory for strips of ever other widths', async () => {
    const network = await (await openEngine({ prefer: 'wasm' })).openLines((await makeLoadedModel()).lines!);
    const heap = (core.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm;
    network.run(new Float32Array(32 * 1_024), 1_024);
    const before = heap.HEAPU8.length;
    for (let i = 0; i < 400; i++) {
      const width = 8 * (1 + ((i * 37) % 128));
      network.run(new Float32Array(32 * width), width);
    }
    expect(heap.HEAPU8.length).toBe(before);
    network.dispose();
  });

  it('leaves unhandled rejections and exceptions of the process to the process', async () => {
    await openWasmEngine();
    const listeners = ['uncaughtException', 'unhandledRejection'].flatMap((event) =>
      process.rawListeners(event),
    );
    expect(listeners.map(String).filter((source) => /ExitStatus|throw reason/.test(source))).toEqual([]);
  });
});

describe.skipIf(!hasTfjsNode)('the engine tfjs-node (needs @tensorflow/tfjs-node)', () => {
  testEngine(() => openEngine({ prefer: 'tfjs-node' }));

  it('is the one chosen where it is installed', async () => {
    expect((await openEngine()).name).toBe('tfjs-node');
  });

  it('agrees with wasm on the model of model-layer to a millionth', async () => {
    const wasm = await runModelLayer('wasm');
    const node = await runModelLayer('tfjs-node');
    expect(wasm.reduce((worst, p, i) => Math.max(worst, Math.abs(p - (node[i] ?? 0))), 0)).toBeLessThan(1e-6);
  });
});

describe('the model of model-layer', () => {
  it('is what its manifest says, and tells the ten digits from what is none', async () => {
    const { identity, manifest } = await loadModelDirectory();
    expect(identity.classes).toEqual([...'0123456789', NOT_A_DIGIT]);
    expect(manifest.glyphs.weights.bytes).toBe(manifest.glyphs.parameters * 4);
  });

  it('takes blank paper for no digit', async () => {
    const engine = await openEngine({ prefer: 'wasm' });
    const network = await engine.openGlyphs((await loadModelDirectory()).glyphs);
    const row = network.run(new Float32Array(784), 1);
    network.dispose();
    expect(row.indexOf(Math.max(...row))).toBe(10);
  });
});

describe.skipIf(hasTfjsNode)('without @tensorflow/tfjs-node', () => {
  it('chooses wasm', async () => {
    expect((await openEngine()).name).toBe('wasm');
  });

  it('says what is missing when tfjs-node is asked for', async () => {
    await expect(openEngine({ prefer: 'tfjs-node' })).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('Expected the package @tensorflow/tfjs-node to be installed'),
    });
  });
});

async function runModelLayer(prefer: EngineName): Promise<Float32Array> {
  const engine = await openEngine({ prefer });
  // One after the other: two copies of TF.js in a process share one register of weights and their names.
  const network = await engine.openGlyphs((await loadModelDirectory()).glyphs);
  const rows = network.run(randomFloats(200 * 784, 3), 200);
  network.dispose();
  return rows;
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
