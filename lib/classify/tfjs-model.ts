import type * as Core from '@tensorflow/tfjs-core';
import { RequestError } from '../document/errors.ts';
import type { ModelNetwork } from './load-model.ts';
import { type Layer, type Sequential, sequentialOf } from './sequential.ts';
import type { operations } from './tfjs-operations.ts';

/** The part of TF.js that running a network takes, from whichever package brings it. */
export interface TfjsRuntime {
  readonly core: typeof operations;
  readonly backend: 'wasm' | 'tensorflow';
  /**
   * Every run is filled up with blank pictures to this many, for a backend whose last bits depend on the size of the
   * batch. @default none
   */
  readonly fixedBatch?: number;
}

/** A layers model from one picture tensor to one tensor of probabilities. */
export interface TfjsModel {
  /** `count` pictures of `height` x `width` floats in, all that comes out of the network. */
  run(pictures: Float32Array, count: number, height: number, width: number): Float32Array;
  dispose(): void;
}

/**
 * Builds a network in the runtime's backend. `input` and `output` are the shapes that it must have, where a side that is
 * open is left empty, such as `x28x28x1`. Its layers are run by TF.js's operations: the API for layers would take a twentieth of a second
 * more of every start, and answers the same. Throws RequestError `model-invalid`.
 */
export async function openTfjsModel(
  runtime: TfjsRuntime,
  network: ModelNetwork,
  shapes: { readonly input: string; readonly output: string },
): Promise<TfjsModel> {
  useBackend(runtime);
  const { core } = runtime;
  const sequential = sequentialOf(network.topology);
  const [input, output] = [sequential.input, sequential.output].map((sides) => sides.join('x'));
  if (input !== shapes.input || output !== shapes.output) {
    throw new RequestError(
      'model-invalid',
      `Expected a network from ${shapes.input} to ${shapes.output} (one output for each class of the manifest) but received ${input} to ${output}`,
    );
  }
  const weights = weightsOf(network, sequential, core);
  return {
    run: (pictures, count, height, width) => {
      useBackend(runtime);
      let probabilities: Float32Array = new Float32Array();
      // Not returned through `tidy`, which would search every number of it for tensors.
      core.tidy(() => {
        let x: Core.Tensor = core.tensor4d(pictures, [count, height, width, 1]);
        for (const layer of sequential.layers) x = run(layer, x, weights, core);
        probabilities = x.dataSync<'float32'>();
      });
      return probabilities;
    },
    dispose: () => {
      for (const weight of weights.values()) weight.dispose();
    },
  };
}

type Weights = ReadonlyMap<string, Core.Tensor>;

/** The kernel and the bias of each layer that has them, by name. Throws RequestError `model-invalid` that names one that is missing. */
function weightsOf(
  { topology, weights }: ModelNetwork,
  { layers }: Sequential,
  core: TfjsRuntime['core'],
): Weights {
  const bytes = ownBuffer(weights);
  let at = 0;
  const found = new Map<string, Core.Tensor>();
  for (const { name, shape } of topology.weightsManifest.flatMap((group) => group.weights)) {
    const length = shape.reduce((size, side) => size * side, 1);
    found.set(name, core.tensor(new Float32Array(bytes, at, length), shape));
    at += length * Float32Array.BYTES_PER_ELEMENT;
  }
  const wanted = layers.flatMap(({ class_name, config: { name } }) =>
    class_name === 'Conv2D' || class_name === 'Dense' ? [kernelOf(name), biasOf(name)] : [],
  );
  const missing = wanted.find((name) => !found.has(name));
  if (missing === undefined) return found;
  for (const weight of found.values()) weight.dispose();
  throw new RequestError(
    'model-invalid',
    `Expected weights ${missing} in ${topology.weightsManifest.flatMap(({ paths }) => paths).join(', ')}`,
  );
}

const kernelOf = (layer: string) => `${layer}/kernel`;
const biasOf = (layer: string) => `${layer}/bias`;

function run(
  { class_name, config }: Layer,
  x: Core.Tensor,
  weights: Weights,
  core: TfjsRuntime['core'],
): Core.Tensor {
  switch (class_name) {
    case 'Conv2D':
      return activated(config.activation, core, (activation) =>
        core.fused.conv2d({
          x: x as Core.Tensor4D,
          filter: weights.get(kernelOf(config.name)) as Core.Tensor4D,
          bias: weights.get(biasOf(config.name))!,
          strides: config.strides,
          pad: config.padding,
          activation,
        }),
      );
    case 'MaxPooling2D':
      return core.maxPool(x as Core.Tensor4D, config.pool_size, config.strides, config.padding);
    case 'ZeroPadding2D':
      return core.pad(x, [[0, 0], ...config.padding, [0, 0]]);
    case 'Flatten':
      return core.reshape(x, [x.shape[0]!, -1]);
    case 'Dense':
      return activated(config.activation, core, (activation) =>
        core.fused.matMul({
          a: x,
          b: weights.get(kernelOf(config.name))!,
          bias: weights.get(biasOf(config.name))!,
          activation,
        }),
      );
  }
}

function activated(
  activation: 'linear' | 'relu' | 'softmax',
  core: TfjsRuntime['core'],
  apply: (activation: 'linear' | 'relu') => Core.Tensor,
): Core.Tensor {
  return activation === 'softmax' ? core.softmax(apply('linear')) : apply(activation);
}

/** TF.js has one current backend for the whole process; switching to one that is up takes effect at once. */
function useBackend(runtime: TfjsRuntime): void {
  if (runtime.core.getBackend() !== runtime.backend) void runtime.core.setBackend(runtime.backend);
}

/** The buffer of the bytes, or a copy where they lie inside a larger one, which may be shared: megabytes cost milliseconds. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}
