import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { CROP_SIZE, STRIP_HEIGHT } from '../../lib/document/image.ts';

export type GlyphTopology = 'sequential' | 'residual';

/**
 * Small networks with random but always the same weights. They read nothing well; together they have every kind of layer
 * that a trained one may have.
 */
export function buildGlyphs(topology: GlyphTopology, classes: number): LayersModel {
  return topology === 'residual' ? buildResidual(classes) : buildSequential(classes);
}

function buildSequential(classes: number): LayersModel {
  const network = sequential();
  const inputShape = [CROP_SIZE, CROP_SIZE, 1];
  network.add(layers.conv2d({ inputShape, filters: 8, kernelSize: 3, ...seeded(1) }));
  network.add(layers.batchNormalization({ movingMeanInitializer: 'ones', betaInitializer: 'ones' }));
  network.add(layers.activation({ activation: 'relu' }));
  network.add(layers.maxPooling2d({ poolSize: 2 }));
  network.add(
    layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu', ...seeded(2) }),
  );
  network.add(layers.averagePooling2d({ poolSize: 2 }));
  network.add(layers.dropout({ rate: 0.5 }));
  network.add(layers.flatten());
  network.add(layers.dense({ units: 32, activation: 'relu', ...seeded(3) }));
  network.add(layers.dense({ units: classes, ...seeded(4) }));
  network.add(layers.softmax());
  return network;
}

function buildResidual(classes: number): LayersModel {
  const convolution = (seed: number) =>
    layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', ...seeded(seed) });
  const pictures = input({ shape: [CROP_SIZE, CROP_SIZE, 1] });
  const stem = convolution(1).apply(pictures) as SymbolicTensor;
  const branch = convolution(2).apply(layers.reLU().apply(stem)) as SymbolicTensor;
  const sum = layers.add().apply([stem, branch]);
  const pooled = layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(sum);
  const output = layers.dense({ units: classes, activation: 'softmax', ...seeded(3) }).apply(pooled);
  return model({ inputs: pictures, outputs: output as SymbolicTensor });
}

/** Fully convolutional, a frame for every `frame` columns: rectangular kernels, padding in one direction alone. */
export function buildLines(classes: number, frame: 2 | 4): LayersModel {
  const network = sequential();
  const inputShape = [STRIP_HEIGHT, null, 1];
  const same = { padding: 'same', activation: 'relu' } as const;
  network.add(layers.conv2d({ inputShape, filters: 6, kernelSize: 3, ...same, ...seeded(1) }));
  network.add(layers.maxPooling2d({ poolSize: 2, strides: 2 }));
  network.add(layers.conv2d({ filters: 8, kernelSize: 3, ...same, ...seeded(2) }));
  network.add(layers.maxPooling2d({ poolSize: [4, frame / 2], strides: [4, frame / 2] }));
  network.add(layers.zeroPadding2d({ padding: [[0, 0], [1, 1]] })); // biome-ignore format: one line
  network.add(layers.conv2d({ filters: 12, kernelSize: [4, 3], activation: 'relu', ...seeded(3) }));
  network.add(layers.conv2d({ filters: 12, kernelSize: [1, 5], ...same, ...seeded(4) }));
  network.add(layers.conv2d({ filters: classes, kernelSize: 1, activation: 'softmax', ...seeded(5) }));
  return network;
}

function seeded(seed: number) {
  return {
    kernelInitializer: initializers.heNormal({ seed }),
    biasInitializer: initializers.randomNormal({ stddev: 0.1, seed }),
  };
}
