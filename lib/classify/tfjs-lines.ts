import { RequestError } from '../document/errors.ts';
import { STRIP_FRAME, STRIP_HEIGHT, STRIP_STEP } from '../document/image.ts';
import type { LineNetwork } from './engine.ts';
import type { ModelNetwork } from './load-model.ts';
import { openTfjsModel, type TfjsRuntime } from './tfjs-model.ts';

/**
 * Builds the line network in the runtime's backend. It is fully convolutional, so one strip at a time is as fast as a
 * batch, and no strip is filled up to the width of another, which would change what is read at its end.
 * Throws RequestError `model-invalid`.
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
  return {
    run: (strip, width) => {
      if (strip.length !== STRIP_HEIGHT * width) {
        throw new RangeError(
          `Expected ${STRIP_HEIGHT * width} floats for a strip of ${width} columns but received ${strip.length}`,
        );
      }
      return model.run(strip, 1, STRIP_HEIGHT, width);
    },
    dispose: () => model.dispose(),
  };
}
