import { RequestError, TransientError } from '../document/errors.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import type { Classification, Classifier } from './classifier.ts';
import type { Engine, Network } from './engine.ts';
import type { Model } from './load-model.ts';

export interface LocalClassifier extends Classifier {
  /** Frees the weights; it cannot classify after that. */
  dispose(): void;
}

/** A classifier in this process. Throws RequestError `model-invalid` when the engine cannot build the model. */
export async function createLocalClassifier(parts: {
  readonly model: Model;
  readonly engine: Engine;
}): Promise<LocalClassifier> {
  const { model, engine } = parts;
  const network = await engine.open(model);
  const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte * model.manifest.input.scale);
  return {
    classify: (crops, signal) =>
      classify({ model, network, sliceSize: engine.sliceSize, scaled }, crops, signal),
    dispose: () => network.dispose(),
  };
}

interface Parts {
  readonly model: Model;
  readonly network: Network;
  readonly sliceSize: number;
  /** What the network takes for each byte of a crop. */
  readonly scaled: Float32Array;
}

async function classify(parts: Parts, crops: CropBatch, signal?: AbortSignal): Promise<Classification> {
  const pixels = CROP_SIZE * CROP_SIZE;
  if (crops.data.length !== crops.count * pixels) {
    throw new RequestError(
      'bad-request',
      `Expected ${crops.count * pixels} bytes for ${crops.count} crops but received ${crops.data.length}`,
    );
  }
  const { model, network, sliceSize, scaled } = parts;
  const probabilities = new Float32Array(crops.count * model.identity.classes.length);
  for (let start = 0; start < crops.count; start += sliceSize) {
    // The arithmetic blocks the event loop: let timers fire between slices, or no deadline is ever noticed.
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) {
      throw new TransientError('deadline-exceeded', `Stopped after ${start} of ${crops.count} crops`);
    }
    const count = Math.min(sliceSize, crops.count - start);
    const pictures = new Float32Array(count * pixels);
    for (let i = 0; i < pictures.length; i++) pictures[i] = scaled[crops.data[start * pixels + i] ?? 0] ?? 0;
    probabilities.set(runSlice(network, pictures, count), start * model.identity.classes.length);
  }
  return { model: model.identity, probabilities };
}

function runSlice(network: Network, pictures: Float32Array, count: number): Float32Array {
  try {
    return network.run(pictures, count);
  } catch (error) {
    throw new TransientError('classifier-failed', `The network failed on ${count} crops`, error);
  }
}
