import { RequestError } from '../document/errors.ts';
import { STRIP_FRAME, STRIP_HEIGHT, STRIP_STEP } from '../document/image.ts';
import type { LineNetwork } from './engine.ts';
import type { ModelNetwork } from './load-model.ts';
import { openTfjsModel, type TfjsRuntime } from './tfjs-model.ts';

/**
 * Builds the line network in the runtime's backend. Strips of one width are run together, which spares 5 % of the time and more of a first run; none is filled
 * up to the width of another, which would change what is read at its end. Throws RequestError `model-invalid`.
 */
export async function openTfjsLines(runtime: TfjsRuntime, network: ModelNetwork): Promise<LineNetwork> {
  const classes = network.classes.length;
  const model = await openTfjsModel(runtime, network, {
    input: `x${STRIP_HEIGHT}xx1`,
    output: `x1xx${classes}`,
  });
  // How many frames come out shows only in a run; it also compiles the kernels.
  const frames = model.run(new Float32Array(STRIP_HEIGHT * STRIP_STEP), 1, STRIP_HEIGHT, STRIP_STEP);
  if (frames.length !== (STRIP_STEP / STRIP_FRAME) * classes) {
    model.dispose();
    throw new RequestError(
      'model-invalid',
      `Expected ${STRIP_STEP / STRIP_FRAME} frames for a strip of ${STRIP_STEP} columns but received ${frames.length / classes}`,
    );
  }
  // Where the last bits depend on the size of the batch there is one strip in each.
  const together = runtime.fixedBatch === undefined;
  return {
    run: (strips, width, count = 1) => {
      const pixels = STRIP_HEIGHT * width;
      if (strips.length !== count * pixels) {
        throw new RangeError(
          `Expected ${count * pixels} floats for ${count} x ${width} columns but received ${strips.length}`,
        );
      }
      if (together) return model.run(strips, count, STRIP_HEIGHT, width);
      const all = new Float32Array(count * (width / STRIP_FRAME) * classes);
      for (let at = 0; at < count; at++) {
        const rows = model.run(strips.subarray(at * pixels, (at + 1) * pixels), 1, STRIP_HEIGHT, width);
        all.set(rows, at * rows.length);
      }
      return all;
    },
    dispose: () => model.dispose(),
  };
}
