import { tensor4d } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../lib/classify/engine.ts';
import type { Model, ModelNetwork } from '../../lib/classify/load-model.ts';
import { sequentialOf } from '../../lib/classify/sequential.ts';
import { STRIP_HEIGHT } from '../../lib/document/image.ts';
import { makeLoadedModel } from './make-model.ts';
import { randomFloats } from './random-floats.ts';

let model: Model;
beforeAll(async () => {
  model = await makeLoadedModel();
});

/** The network as the API for layers builds it. */
async function inLayers({ topology, weights }: ModelNetwork): Promise<LayersModel> {
  const { modelTopology, weightsManifest } = topology;
  const weightSpecs = weightsManifest.flatMap((group) => [...group.weights]);
  return loadLayersModel({
    load: async () => ({ modelTopology, weightSpecs, weightData: new Uint8Array(weights).buffer }),
  });
}

function answers(network: LayersModel, pictures: Float32Array, shape: [number, number, number, number]) {
  return network.predictOnBatch(tensor4d(pictures, shape)) as { dataSync(): Float32Array };
}

describe('a network run layer by layer', () => {
  it('answers what the API for layers answers', async () => {
    const engine = await openEngine({ prefer: 'wasm' });
    const glyphs = await engine.openGlyphs(model.glyphs);
    const crops = randomFloats(3 * 28 * 28, 5);
    const ofGlyphs = answers(await inLayers(model.glyphs), crops, [3, 28, 28, 1]).dataSync();
    // It adds the bias of a last dense layer in a step of its own.
    glyphs.run(crops, 3).forEach((probability, i) => {
      expect(probability).toBeCloseTo(ofGlyphs[i]!, 6);
    });
    const lines = await engine.openLines(model.lines);
    const strips = randomFloats(2 * STRIP_HEIGHT * 72, 6);
    const ofLines = answers(await inLayers(model.lines), strips, [2, STRIP_HEIGHT, 72, 1]).dataSync();
    expect(lines.run(strips, 72, 2)).toEqual(ofLines);
  });
});

describe('sequentialOf', () => {
  it('tells what goes in and what comes out, open sides as such', () => {
    expect(sequentialOf(model.glyphs.topology)).toMatchObject({
      input: [null, 28, 28, 1],
      output: [null, 11],
    });
    const { input, output } = sequentialOf(model.lines.topology);
    expect([input, output]).toEqual([
      [null, STRIP_HEIGHT, null, 1],
      [null, 1, null, model.lines.classes.length],
    ]);
  });

  it('agrees with the API for layers on both', async () => {
    for (const network of [model.glyphs, model.lines, model.micr]) {
      const { inputs, outputs } = await inLayers(network);
      const { input, output } = sequentialOf(network.topology);
      expect([input, output]).toEqual([inputs[0]?.shape, outputs[0]?.shape]);
    }
  });

  /** The topology of the glyph network with another first layer. */
  function changed(change: (first: { class_name: string; config: object }) => unknown) {
    const topology = structuredClone(model.glyphs.topology);
    const { config } = topology.modelTopology as { config: { layers: Parameters<typeof change>[0][] } };
    change(config.layers[0]!);
    return topology;
  }

  it.each([
    ['a layer of another kind', 'layers.0.class_name', { class_name: 'LSTM' }, {}],
    ['no kernel size', 'layers.0.config.kernel_size', {}, { kernel_size: undefined }],
    ['another activation', 'layers.0.config.activation', {}, { activation: 'tanh' }],
    ['no shape of what goes in', 'batch_input_shape', {}, { batch_input_shape: undefined }],
  ])('refuses %s and names it', (_, named, layer, config) => {
    const topology = changed((first) => {
      Object.assign(first.config, config);
      Object.assign(first, layer);
    });
    expect(() => sequentialOf(topology)).toThrow(
      expect.objectContaining({ code: 'model-invalid', message: expect.stringContaining(named) }),
    );
  });

  it('has the engine refuse a network whose weights are not there', async () => {
    const engine = await openEngine({ prefer: 'wasm' });
    const before = engine.countTensors();
    const topology = changed((first) => Object.assign(first.config, { name: 'other' }));
    await expect(engine.openGlyphs({ ...model.glyphs, topology })).rejects.toMatchObject({
      code: 'model-invalid',
      message: 'Expected weights other/kernel in weights.bin',
    });
    expect(engine.countTensors()).toBe(before);
  });
});
