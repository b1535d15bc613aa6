import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { RequestError } from '../document/errors.ts';
import type { ModelNetwork } from './load-model.ts';

/** The part of TF.js that running a model takes, from whichever package brings it. */
export interface TfjsRuntime {
  readonly core: Pick<typeof Core, 'getBackend' | 'setBackend' | 'memory' | 'tensor4d' | 'tidy'>;
  readonly layers: Pick<typeof Layers, 'loadLayersModel'>;
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
 * open is left empty, such as `x28x28x1`. Throws RequestError `model-invalid`.
 */
export async function openTfjsModel(
  runtime: TfjsRuntime,
  network: ModelNetwork,
  shapes: { readonly input: string; readonly output: string },
): Promise<TfjsModel> {
  useBackend(runtime);
  let model: Layers.LayersModel;
  try {
    model = await runtime.layers.loadLayersModel({ load: async () => toArtifacts(network) });
  } catch (error) {
    throw new RequestError('model-invalid', `Expected a TF.js layers model: ${String(error)}`, error);
  }
  const input = model.inputs.map((tensor) => tensor.shape.join('x')).join(', ');
  const output = model.outputs.map((tensor) => tensor.shape.join('x')).join(', ');
  if (input !== shapes.input || output !== shapes.output) {
    model.dispose();
    throw new RequestError(
      'model-invalid',
      `Expected a network from ${shapes.input} to ${shapes.output} (one output for each class of the manifest) but received ${input} to ${output}`,
    );
  }
  return {
    run: (pictures, count, height, width) => {
      useBackend(runtime);
      let probabilities: Float32Array = new Float32Array();
      // Not returned through `tidy`, which would search every number of it for tensors.
      runtime.core.tidy(() => {
        const output = model.predictOnBatch(runtime.core.tensor4d(pictures, [count, height, width, 1]));
        const [first] = Array.isArray(output) ? output : [output];
        probabilities = first!.dataSync<'float32'>();
      });
      return probabilities;
    },
    dispose: () => void model.dispose(),
  };
}

/** TF.js has one current backend for the whole process; switching to one that is up takes effect at once. */
function useBackend(runtime: TfjsRuntime): void {
  if (runtime.core.getBackend() !== runtime.backend) void runtime.core.setBackend(runtime.backend);
}

function toArtifacts(network: ModelNetwork): Core.io.ModelArtifacts {
  const { modelTopology, weightsManifest } = network.topology;
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => [...group.weights]),
    weightData: ownBuffer(network.weights),
  };
}

/** The buffer of the bytes, or a copy where they lie inside a larger one, which may be shared: megabytes cost milliseconds. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}
