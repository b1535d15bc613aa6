import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { RequestError } from '../document/errors.ts';
import { CROP_SIZE } from '../document/image.ts';
import type { Network } from './engine.ts';
import type { Model } from './load-model.ts';

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

/** Builds the model in the runtime's backend. Throws RequestError `model-invalid`. */
export async function openTfjsNetwork(runtime: TfjsRuntime, model: Model): Promise<Network> {
  useBackend(runtime);
  let network: Layers.LayersModel;
  try {
    network = await runtime.layers.loadLayersModel({ load: async () => toArtifacts(model) });
  } catch (error) {
    throw new RequestError('model-invalid', `Expected a TF.js layers model: ${String(error)}`, error);
  }
  const input = network.inputs.map((tensor) => tensor.shape.join('x')).join(', ');
  const output = network.outputs.map((tensor) => tensor.shape.join('x')).join(', ');
  const expectedInput = `x${CROP_SIZE}x${CROP_SIZE}x1`;
  const expectedOutput = `x${model.identity.classes.length}`;
  if (input !== expectedInput || output !== expectedOutput) {
    network.dispose();
    throw new RequestError(
      'model-invalid',
      `Expected a model from ${expectedInput} to ${expectedOutput} (one output for each class of the manifest) but received ${input} to ${output}`,
    );
  }
  return {
    run: (pictures, count) => run(runtime, network, pictures, count),
    dispose: () => void network.dispose(),
  };
}

function run(runtime: TfjsRuntime, network: Layers.LayersModel, pictures: Float32Array, count: number) {
  const pixels = CROP_SIZE * CROP_SIZE;
  if (pictures.length !== count * pixels) {
    throw new RangeError(
      `Expected ${count * pixels} floats for ${count} pictures but received ${pictures.length}`,
    );
  }
  const classes = network.outputs[0]?.shape[1] ?? 0;
  const size = runtime.fixedBatch ?? count;
  const probabilities = new Float32Array(count * classes);
  useBackend(runtime);
  for (let start = 0; start < count; start += size) {
    const part = pictures.subarray(start * pixels, (start + size) * pixels);
    const batch = new Float32Array(size * pixels);
    batch.set(part);
    const rows = runtime.core.tidy(() => {
      const output = network.predictOnBatch(runtime.core.tensor4d(batch, [size, CROP_SIZE, CROP_SIZE, 1]));
      return (Array.isArray(output) ? output[0] : output)?.dataSync<'float32'>();
    });
    const used = (part.length / pixels) * classes;
    probabilities.set((rows ?? new Float32Array()).subarray(0, used), start * classes);
  }
  return probabilities;
}

/** TF.js has one current backend for the whole process; switching to one that is up takes effect at once. */
function useBackend(runtime: TfjsRuntime): void {
  if (runtime.core.getBackend() !== runtime.backend) void runtime.core.setBackend(runtime.backend);
}

function toArtifacts(model: Model): Core.io.ModelArtifacts {
  const { modelTopology, weightsManifest } = model.topology;
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => [...group.weights]),
    // A copy of its own: the file's bytes may lie inside a larger, shared buffer.
    weightData: new Uint8Array(model.weights).buffer,
  };
}
