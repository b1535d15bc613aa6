import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Classification, Classifier } from '../../lib/classify/classifier.ts';
import { packCrops, unpackClassification } from '../../lib/classify/packing.ts';
import { MAX_CROPS_PER_CALL } from '../../lib/document/bounds.ts';
import { DigitliftError, RequestError, TransientError } from '../../lib/document/errors.ts';
import { CROP_SIZE, type CropBatch } from '../../lib/document/image.ts';

export interface InvokeClassifierOptions {
  readonly client: LambdaClient;
  /** Name or ARN of the classify function, with an alias where there is one. */
  readonly functionName: string;
  /** Crops in one call, from 1 to `MAX_CROPS_PER_CALL`. @default MAX_CROPS_PER_CALL */
  readonly batchSize?: number;
  /** Calls under way at once: more would only spread one page over more cold starts. @default 4 */
  readonly parallel?: number;
}

/** The classifier across an Invoke: splits the crops into calls, runs them in parallel, gathers them in order. */
export function createInvokeClassifier(options: InvokeClassifierOptions): Classifier {
  const { client, functionName, batchSize = MAX_CROPS_PER_CALL, parallel = 4 } = options;

  const invoke = async (crops: CropBatch, signal: AbortSignal): Promise<Classification> => {
    signal.throwIfAborted();
    const answer = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(packCrops(crops)) }),
      { abortSignal: signal },
    );
    if (answer.FunctionError !== undefined) {
      throw new TransientError(
        'classifier-failed',
        `The classify function ended without an answer (${errorType(answer.Payload) ?? answer.FunctionError})`,
      );
    }
    return unpackClassification(parseAnswer(answer.Payload), crops.count);
  };

  return {
    async classify(crops, signal) {
      const batches = splitCrops(crops, batchSize);
      const stop = new AbortController();
      const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
      try {
        return joinAnswers(await mapInParallel(batches, parallel, (batch) => invoke(batch, either)));
      } catch (error) {
        // The page is lost: calls still under way would only cost.
        stop.abort();
        throw signal?.aborted ? deadlineExceeded(error) : invokeError(error, functionName);
      }
    },
  };
}

/** An empty batch stays one batch: its answer tells the model. */
function splitCrops({ count, data }: CropBatch, batchSize: number): CropBatch[] {
  const bytes = CROP_SIZE * CROP_SIZE;
  const batches: CropBatch[] = [];
  for (let start = 0; start < Math.max(1, count); start += batchSize) {
    const end = Math.min(count, start + batchSize);
    batches.push({ count: end - start, data: data.subarray(start * bytes, end * bytes) });
  }
  return batches;
}

/** Throws TransientError `classifier-failed` when two models answered, as may be while a new one is rolled out. */
function joinAnswers(answers: readonly Classification[]): Classification {
  const { model } = answers[0]!;
  const other = answers.find((answer) => JSON.stringify(answer.model) !== JSON.stringify(model));
  if (other !== undefined) {
    throw new TransientError(
      'classifier-failed',
      `Expected one model for the whole page but ${model.version} and ${other.model.version} answered`,
    );
  }
  const probabilities = new Float32Array(
    answers.reduce((sum, answer) => sum + answer.probabilities.length, 0),
  );
  let offset = 0;
  for (const answer of answers) {
    probabilities.set(answer.probabilities, offset);
    offset += answer.probabilities.length;
  }
  return { model, probabilities };
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

function parseAnswer(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (error) {
    throw new RequestError('bad-request', 'Expected JSON as the answer of the classify function', error);
  }
}

/** The class of error that the Lambda runtime reports, such as `Runtime.OutOfMemory`; its message may hold anything. */
function errorType(payload: Uint8Array | undefined): string | undefined {
  const type = /"errorType":\s*"([\w.]+)"/.exec(new TextDecoder().decode(payload));
  return type?.[1];
}

function deadlineExceeded(cause: unknown): TransientError {
  return new TransientError(
    'deadline-exceeded',
    'The time was over before the classify function answered',
    cause,
  );
}

function invokeError(error: unknown, functionName: string): DigitliftError {
  if (error instanceof DigitliftError) return error;
  const name = error instanceof Error ? error.name : 'unknown error';
  if (name === 'ResourceNotFoundException') {
    return new RequestError(
      'not-configured',
      `There is no function ${functionName}: set CLASSIFY_FUNCTION to the classify function's name or ARN`,
      error,
    );
  }
  return new TransientError(
    'classifier-failed',
    `The call of function ${functionName} failed (${name})`,
    error,
  );
}
