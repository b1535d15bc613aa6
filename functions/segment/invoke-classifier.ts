import type { Classifier, StripReadings } from '../../lib/classify/classifier.ts';
import { packCrops, unpackClassification } from '../../lib/classify/pack-crops.ts';
import { packStrips, unpackReadings } from '../../lib/classify/pack-strips.ts';
import { MAX_STRIPS_PER_CALL } from '../../lib/document/bounds.ts';
import { TransientError } from '../../lib/document/errors.ts';
import { type InvokedFunction, invokeError, invokeFunction } from './invoke-function.ts';
import { splitCrops, splitStrips } from './split-batches.ts';

export interface InvokeClassifierOptions extends InvokedFunction {
  /** The most crops in one call, from 1 to `MAX_CROPS_PER_CALL`. @default 160 */
  readonly batchSize?: number;
  /** The most columns of all strips in one call, up to `MAX_STRIP_COLUMNS_PER_CALL`. @default 3000 */
  readonly batchColumns?: number;
  /** Calls under way at once: more would only spread one page over more cold starts. @default 4 */
  readonly parallel?: number;
}

/** Each about 80 to 100 ms of one core: segment waits for the longest call, and pays for its own memory while it does. */
const CROPS_PER_CALL = 160;
const STRIP_COLUMNS_PER_CALL = 3_000;

type Answered = Pick<StripReadings, 'model' | 'calibration'>;

/**
 * The classifier across an Invoke: splits crops and strips into calls, runs them in parallel, gathers them in order.
 * Each strip goes whole, so where the batches are split changes nothing in what is read.
 */
export function createInvokeClassifier(options: InvokeClassifierOptions): Classifier {
  const { batchSize = CROPS_PER_CALL, batchColumns = STRIP_COLUMNS_PER_CALL, parallel = 4 } = options;

  /** One answer for each batch. The first failure stops all calls that are still under way. */
  async function askAll<Batch, Answer extends Answered>(
    batches: readonly Batch[],
    ask: (batch: Batch, signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<readonly Answer[]> {
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    try {
      const answers = await mapInParallel(batches, parallel, (batch) => ask(batch, either));
      expectOneModel(answers);
      return answers;
    } catch (error) {
      // The page is lost: calls still under way would only cost.
      stop.abort();
      throw signal?.aborted ? deadlineExceeded(error) : invokeError(error, options.functionName);
    }
  }

  return {
    async classify(crops, signal) {
      const answers = await askAll(
        splitCrops(crops, batchSize),
        async (batch, either) =>
          unpackClassification(await invokeFunction(options, packCrops(batch), either), batch.count),
        signal,
      );
      return {
        model: answers[0]!.model,
        probabilities: joined(answers.map(({ probabilities }) => probabilities)),
      };
    },
    async readStrips(strips, signal, network) {
      const answers = await askAll(
        splitStrips(strips, { columns: batchColumns, count: MAX_STRIPS_PER_CALL }),
        async (batch, either) =>
          unpackReadings(await invokeFunction(options, packStrips(batch, network), either), batch.widths),
        signal,
      );
      // The first answer stands for the model that gave all of them.
      return { ...answers[0]!, frames: answers.flatMap(({ frames }) => frames) };
    },
  };
}

/** Throws TransientError `classifier-failed` when two models answered, as may be while a new one is rolled out. */
function expectOneModel(answers: readonly Answered[]): void {
  const [first, ...others] = answers.map(({ model, calibration }) => JSON.stringify([model, calibration]));
  const at = others.findIndex((other) => other !== first);
  if (at < 0) return;
  throw new TransientError(
    'classifier-failed',
    `Expected one model and calibration for the whole page but ${answers[0]!.model.version} and ${answers[at + 1]!.model.version} answered`,
  );
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Results in the order of `items`, at most `parallel` of them under way; the first failure fails the whole. */
async function mapInParallel<T, R>(
  items: readonly T[],
  parallel: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, work));
  return results;
}

function deadlineExceeded(cause: unknown): TransientError {
  return new TransientError(
    'deadline-exceeded',
    'The time was over before the classify function answered',
    cause,
  );
}
