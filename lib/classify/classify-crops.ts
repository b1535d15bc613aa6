import { RequestError } from '../document/errors.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import type { Classification } from './classifier.ts';
import type { Engine, GlyphNetwork } from './engine.ts';
import type { Model } from './load-model.ts';
import { runNetwork, takeTurn, toFloats } from './run-network.ts';

interface Parts {
  readonly model: Model;
  readonly network: GlyphNetwork;
  readonly engine: Pick<Engine, 'sliceSize'>;
}

/** `Classifier.classify` in this process, slice by slice. */
export async function classifyCrops(
  { model, network, engine }: Parts,
  crops: CropBatch,
  signal?: AbortSignal,
): Promise<Classification> {
  const pixels = CROP_SIZE * CROP_SIZE;
  if (crops.data.length !== crops.count * pixels) {
    throw new RequestError(
      'bad-request',
      `Expected ${crops.count * pixels} bytes for ${crops.count} crops but received ${crops.data.length}`,
    );
  }
  const { classes, scale } = model.glyphs;
  const probabilities = new Float32Array(crops.count * classes.length);
  for (let start = 0; start < crops.count; start += engine.sliceSize) {
    await takeTurn({ done: start, of: crops.count, what: 'crops' }, signal);
    const count = Math.min(engine.sliceSize, crops.count - start);
    const pictures = toFloats(crops.data.subarray(start * pixels, (start + count) * pixels), scale);
    const rows = runNetwork(`${count} crops`, () => network.run(pictures, count));
    probabilities.set(rows, start * classes.length);
  }
  return { model: model.identity, probabilities };
}
