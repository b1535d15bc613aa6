import type { Classifier, StripNetwork } from '../classify/classifier.ts';
import { UNCALIBRATED } from '../read/calibration.ts';
import type { SecondLook } from '../read/settle-number.ts';
import type { LineStrip } from '../segment/line-strip.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { stripBatch } from './batches.ts';

/** A strip and the network that shall read it. */
export interface ShownStrip {
  readonly strip: LineStrip;
  readonly network: Extract<StripNetwork, 'lines' | 'print'>;
}

export interface Looks {
  /** One for each strip that was shown. */
  readonly looks: ReadonlyMap<LineStrip, SecondLook>;
  readonly answered: Required<AnsweringModel>;
}

/** Shows strips to their networks, each asked once and beside the other. Throws what `classifier.readStrips` and `sameModel` throw. */
export async function lookAtStrips(
  shown: readonly ShownStrip[],
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<Looks> {
  const asked = new Set(shown.map(({ network }) => network));
  // What answers is to be known even where nothing was shown.
  const networks = asked.size === 0 ? (['lines'] as const) : [...asked];
  const answers = await Promise.all(
    networks.map(async (network) => {
      const own = shown.filter((one) => one.network === network).map(({ strip }) => strip);
      const { model, classes, frames, calibration } = await classifier.readStrips(
        stripBatch(own),
        signal,
        network,
      );
      const looks = own.map((strip, i): [LineStrip, SecondLook] => [
        strip,
        { strip, classes, probabilities: frames[i]! },
      ]);
      return { looks, answered: { model, calibration: calibration ?? UNCALIBRATED } };
    }),
  );
  const [first, ...others] = answers.map(({ answered }) => answered);
  for (const other of others) sameModel(first!, other);
  return { looks: new Map(answers.flatMap(({ looks }) => looks)), answered: first! };
}
