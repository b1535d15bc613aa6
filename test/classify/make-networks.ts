import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { CROP_SIZE, STRIP_HEIGHT } from '../../lib/document/image.ts';

/**
 * Small networks with random but always the same weights. They read nothing well; together they have every kind of layer
 * that a trained one may have.
 */
export function buildGlyphs(classes: number): LayersModel {
  const network = sequential();
  const inputShape = [CROP_SIZE, CROP_SIZE, 1];
  network.add(
    layers.conv2d({ inputShape, filters: 8, kernelSize: 5, strides: 2, padding: 'same', ...seeded(1) }),
  );
  network.add(layers.conv2d({ filters: 12, kernelSize: 3, activation: 'relu', ...seeded(2) }));
  network.add(layers.maxPooling2d({ poolSize: 2 }));
  network.add(layers.flatten());
  network.add(layers.dense({ units: 32, activation: 'relu', ...seeded(3) }));
  network.add(layers.dense({ units: classes, activation: 'softmax', ...seeded(4) }));
  return network;
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
