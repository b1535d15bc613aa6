import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { openWasmEngine } from '../../lib/classify/engine-wasm.ts';
import type { ModelManifest } from '../../lib/classify/manifest.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';

export const TEST_CLASSES: readonly string[] = [...'0123456789', NOT_A_DIGIT];

export interface MadeModel {
  readonly manifest: ModelManifest;
  /** `manifest.json`, `model.json` and `weights.bin`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * A small network with random but always the same weights, in the format of model-layer/. It reads nothing well; its
 * two topologies together have every kind of layer that a trained model may have.
 */
export async function makeModel(
  options: { readonly classes?: readonly string[]; readonly topology?: 'sequential' | 'residual' } = {},
): Promise<MadeModel> {
  // Weights need a backend to live in; and with this one no other has to be a dependency.
  await openWasmEngine();
  const classes = options.classes ?? TEST_CLASSES;
  const network =
    options.topology === 'residual' ? buildResidual(classes.length) : buildSequential(classes.length);
  const saved: tf.io.ModelArtifacts[] = [];
  await network.save({
    save: async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const parameters = network.countParams();
  network.dispose();
  const [artifacts] = saved;
  const weights = new Uint8Array(artifacts?.weightData as ArrayBuffer);
  const topology = new TextEncoder().encode(
    JSON.stringify({
      format: 'layers-model',
      generatedBy: 'test',
      convertedBy: null,
      modelTopology: artifacts?.modelTopology,
      weightsManifest: [{ paths: ['weights.bin'], weights: artifacts?.weightSpecs }],
    }),
  );
  const manifest: ModelManifest = {
    format: 1,
    version: '2026.01.01-test',
    topology: { file: 'model.json', sha256: sha256(topology) },
    weights: { file: 'weights.bin', sha256: sha256(weights), bytes: weights.length },
    classes,
    input: { size: 28, scale: 1 / 255 },
    parameters,
    multiplyAdds: 0,
    trainingSets: [],
    metrics: {},
  };
  const files = new Map<string, Uint8Array>([
    ['manifest.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ['model.json', topology],
    ['weights.bin', weights],
  ]);
  return { manifest, files };
}

/** Writes `makeModel()` into a new directory under the system's temporary one and gives its path. */
export async function makeModelDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'digitlift-model-'));
  const { files } = await makeModel();
  for (const [name, bytes] of files) await writeFile(join(directory, name), bytes);
  return directory;
}

function buildSequential(classes: number): LayersModel {
  const model = sequential();
  model.add(layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, ...seeded(1) }));
  model.add(layers.batchNormalization({ movingMeanInitializer: 'ones', betaInitializer: 'ones' }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(layers.maxPooling2d({ poolSize: 2 }));
  model.add(layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu', ...seeded(2) }));
  model.add(layers.averagePooling2d({ poolSize: 2 }));
  model.add(layers.dropout({ rate: 0.5 }));
  model.add(layers.flatten());
  model.add(layers.dense({ units: 32, activation: 'relu', ...seeded(3) }));
  model.add(layers.dense({ units: classes, ...seeded(4) }));
  model.add(layers.softmax());
  return model;
}

function buildResidual(classes: number): LayersModel {
  const convolution = (seed: number) =>
    layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', ...seeded(seed) });
  const pictures = input({ shape: [28, 28, 1] });
  const stem = convolution(1).apply(pictures) as SymbolicTensor;
  const branch = convolution(2).apply(layers.reLU().apply(stem)) as SymbolicTensor;
  const sum = layers.add().apply([stem, branch]);
  const pooled = layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(sum);
  const output = layers.dense({ units: classes, activation: 'softmax', ...seeded(3) }).apply(pooled);
  return model({ inputs: pictures, outputs: output as SymbolicTensor });
}

function seeded(seed: number) {
  return {
    kernelInitializer: initializers.heNormal({ seed }),
    biasInitializer: initializers.randomNormal({ stddev: 0.1, seed }),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
