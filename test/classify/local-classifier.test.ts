import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Engine, openEngine } from '../../lib/classify/engine.ts';
import type { Model } from '../../lib/classify/load-model.ts';
import { createLocalClassifier, type LocalClassifier } from '../../lib/classify/local-classifier.ts';
import type { CropBatch } from '../../lib/document/image.ts';
import { makeLoadedModel, TEST_CLASSES } from './make-model.ts';

const PIXELS = 28 * 28;
const CLASSES = TEST_CLASSES.length;

let model: Model;
beforeAll(async () => {
  model = await makeLoadedModel();
});

describe('createLocalClassifier over wasm', () => {
  let classifier: LocalClassifier;
  beforeAll(async () => {
    classifier = await createLocalClassifier({ model, engine: await openEngine({ prefer: 'wasm' }) });
  });
  afterAll(() => classifier.dispose());

  it('gives the rows in the order of the crops, whatever slice they fall in', async () => {
    const crops = someCrops(150);
    const all = await classifier.classify(crops);
    expect(all.model).toEqual(model.identity);
    expect(all.probabilities).toHaveLength(150 * CLASSES);
    for (const index of [0, 63, 64, 127, 128, 149]) {
      const data = crops.data.subarray(index * PIXELS, (index + 1) * PIXELS);
      const alone = await classifier.classify({ count: 1, data });
      expect(alone.probabilities).toEqual(all.probabilities.slice(index * CLASSES, (index + 1) * CLASSES));
    }
  });

  it('tells the model for an empty batch', async () => {
    const empty = await classifier.classify({ count: 0, data: new Uint8Array() });
    expect(empty).toEqual({ model: model.identity, probabilities: new Float32Array() });
  });

  it('refuses bytes that do not fit the count', async () => {
    await expect(classifier.classify({ count: 2, data: new Uint8Array(784) })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Expected 1568 bytes for 2 crops but received 784',
    });
  });

  it('stops between two slices when the deadline comes meanwhile', async () => {
    const abort = new AbortController();
    setImmediate(() => abort.abort());
    await expect(classifier.classify(someCrops(300), abort.signal)).rejects.toMatchObject({
      code: 'deadline-exceeded',
      retryable: true,
      message: 'Stopped after 64 of 300 crops',
    });
  });
});

describe('createLocalClassifier over an engine of our own', () => {
  it('gives the engine byte / 255, slice by slice', async () => {
    const run = vi.fn((_: Float32Array, count: number) => new Float32Array(count * CLASSES));
    const classifier = await createLocalClassifier({ model, engine: await engineThat(run) });
    const data = Uint8Array.from({ length: 5 * PIXELS }, (_, i) => i % 256);
    await classifier.classify({ count: 5, data });
    expect(run.mock.calls.map(([, count]) => count)).toEqual([2, 2, 1]);
    const fed = run.mock.calls.flatMap(([pictures]) => [...pictures]);
    expect(fed).toEqual([...Float32Array.from(data, (byte) => byte / 255)]);
  });

  it('makes a failure of the engine a transient error that keeps its cause', async () => {
    const cause = new Error('out of memory');
    const classifier = await createLocalClassifier({
      model,
      engine: await engineThat(() => {
        throw cause;
      }),
    });
    await expect(classifier.classify(someCrops(1))).rejects.toMatchObject({
      code: 'classifier-failed',
      retryable: true,
      cause,
    });
  });
});

/** The engine wasm with a glyph network of a test's own. */
async function engineThat(run: (pictures: Float32Array, count: number) => Float32Array): Promise<Engine> {
  const openGlyphs = async () => ({ run, dispose: () => {} });
  return { ...(await openEngine({ prefer: 'wasm' })), sliceSize: 2, openGlyphs };
}

function someCrops(count: number): CropBatch {
  return { count, data: Uint8Array.from({ length: count * PIXELS }, (_, i) => (i * i * 31 + i * 7) % 256) };
}
