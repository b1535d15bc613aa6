import { STRIP_HEIGHT, type StripBatch } from '../document/image.ts';
import { calibrationTableSchema } from './calibration-file.ts';
import { checkStrips } from './check-strips.ts';
import type { StripReadings } from './classifier.ts';
import type { LineNetwork } from './engine.ts';
import type { Model, ModelNetwork } from './load-model.ts';
import { runNetwork, takeTurn, toFloats } from './run-network.ts';

interface Parts {
  readonly model: Model;
  /** The part of the model that `network` runs. */
  readonly part: ModelNetwork;
  readonly network: LineNetwork;
}

/** `Classifier.readStrips` in this process, strip by strip. */
export async function readStrips(
  { model, part, network }: Parts,
  strips: StripBatch,
  signal?: AbortSignal,
): Promise<StripReadings> {
  checkStrips(strips);
  const { classes, scale } = part;
  const frames: Float32Array[] = [];
  let start = 0;
  for (const [index, width] of strips.widths.entries()) {
    await takeTurn({ done: index, of: strips.widths.length, what: 'strips' }, signal);
    const end = start + STRIP_HEIGHT * width;
    const strip = toFloats(strips.data.subarray(start, end), scale);
    frames.push(runNetwork(`a strip of ${width} columns`, () => network.run(strip, width)));
    start = end;
  }
  const { identity, calibration } = model;
  if (calibration === undefined) return { model: identity, classes, frames };
  return { model: identity, classes, frames, calibration: calibrationTableSchema.parse(calibration) };
}
