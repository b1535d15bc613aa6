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

/** Columns run at once, over all strips: enough for a network, too few to keep a timer waiting. */
const COLUMNS = 1_024;

/** `Classifier.readStrips` in this process, strips of one width together. */
export async function readStrips(
  { model, part, network }: Parts,
  strips: StripBatch,
  signal?: AbortSignal,
): Promise<StripReadings> {
  checkStrips(strips);
  const { classes, scale } = part;
  const frames = new Array<Float32Array>(strips.widths.length);
  let done = 0;
  for (const { width, members } of alike(strips.widths)) {
    await takeTurn({ done, of: strips.widths.length, what: 'strips' }, signal);
    const pixels = STRIP_HEIGHT * width;
    const bytes = new Uint8Array(members.length * pixels);
    members.forEach(({ start }, at) => {
      bytes.set(strips.data.subarray(start, start + pixels), at * pixels);
    });
    const rows = runNetwork(`strips of ${width} columns`, () =>
      network.run(toFloats(bytes, scale), width, members.length),
    );
    const length = rows.length / members.length;
    members.forEach(({ index }, at) => {
      frames[index] = rows.slice(at * length, (at + 1) * length);
    });
    done += members.length;
  }
  const { identity, calibration } = model;
  if (calibration === undefined) return { model: identity, classes, frames };
  return { model: identity, classes, frames, calibration: calibrationTableSchema.parse(calibration) };
}

interface AlikeStrips {
  readonly width: number;
  /** Their places in the batch, and the first of their bytes. */
  readonly members: { readonly index: number; readonly start: number }[];
}

/** Strips of one width together, up to so many columns, in the order in which the first of them comes. */
function alike(widths: readonly number[]): AlikeStrips[] {
  const groups: AlikeStrips[] = [];
  const open = new Map<number, AlikeStrips>();
  let start = 0;
  widths.forEach((width, index) => {
    let group = open.get(width);
    if (group === undefined || (group.members.length + 1) * width > COLUMNS) {
      group = { width, members: [] };
      groups.push(group);
      open.set(width, group);
    }
    group.members.push({ index, start });
    start += STRIP_HEIGHT * width;
  });
  return groups;
}
