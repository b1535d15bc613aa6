import { CROP_SIZE } from '../document/image.ts';
import type { GlyphNetwork } from './engine.ts';
import type { ModelNetwork } from './load-model.ts';
import { openTfjsModel, type TfjsModel, type TfjsRuntime } from './tfjs-model.ts';

const PIXELS = CROP_SIZE * CROP_SIZE;

/** Builds the glyph network in the runtime's backend. Throws RequestError `model-invalid`. */
export async function openTfjsGlyphs(runtime: TfjsRuntime, network: ModelNetwork): Promise<GlyphNetwork> {
  const classes = network.classes.length;
  const model = await openTfjsModel(runtime, network, {
    input: `x${CROP_SIZE}x${CROP_SIZE}x1`,
    output: `x${classes}`,
  });
  return {
    run: (pictures, count) => run(model, classes, pictures, count, runtime.fixedBatch ?? count),
    dispose: () => model.dispose(),
  };
}

/** Runs batches of `size` pictures, the last one filled up with blank ones. */
function run(model: TfjsModel, classes: number, pictures: Float32Array, count: number, size: number) {
  if (pictures.length !== count * PIXELS) {
    throw new RangeError(
      `Expected ${count * PIXELS} floats for ${count} pictures but received ${pictures.length}`,
    );
  }
  const probabilities = new Float32Array(count * classes);
  for (let start = 0; start < count; start += size) {
    const part = pictures.subarray(start * PIXELS, (start + size) * PIXELS);
    const batch = new Float32Array(size * PIXELS);
    batch.set(part);
    const rows = model.run(batch, size, CROP_SIZE, CROP_SIZE);
    probabilities.set(rows.subarray(0, (part.length / PIXELS) * classes), start * classes);
  }
  return probabilities;
}
