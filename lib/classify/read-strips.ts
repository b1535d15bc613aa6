import { RequestError } from '../document/errors.ts';
import { STRIP_HEIGHT, type StripBatch } from '../document/image.ts';
import { checkStrips } from './check-strips.ts';
import type { StripReadings } from './classifier.ts';
import type { LineNetwork } from './engine.ts';
import type { Model } from './load-model.ts';
import { runNetwork, takeTurn, toFloats } from './run-network.ts';

interface Parts {
  readonly model: Model;
  readonly network: LineNetwork | undefined;
}

/** `Classifier.readStrips` in this process, strip by strip. */
export async function readStrips(
  { model, network }: Parts,
  strips: StripBatch,
  signal?: AbortSignal,
): Promise<StripReadings> {
  if (model.lines === undefined || network === undefined) {
    throw new RequestError(
      'model-invalid',
      `Expected a line network (lines in manifest.json) in the model ${model.identity.version} but it has none`,
    );
  }
  checkStrips(strips);
  const { classes, scale } = model.lines;
  const frames: Float32Array[] = [];
  let start = 0;
  for (const [index, width] of strips.widths.entries()) {
    await takeTurn({ done: index, of: strips.widths.length, what: 'strips' }, signal);
    const end = start + STRIP_HEIGHT * width;
    const strip = toFloats(strips.data.subarray(start, end), scale);
    frames.push(runNetwork(`a strip of ${width} columns`, () => network.run(strip, width)));
    start = end;
  }
  return { model: model.identity, classes, frames };
}
