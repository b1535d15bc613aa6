import {
  byNetwork,
  type Classification,
  type Classifier,
  type StripNetwork,
  type StripReadings,
} from '../classify/classifier.ts';
import type { CropBatch, StripBatch } from '../document/image.ts';
import { cropBatch, cropsIn, stripBatch, stripsIn } from './batches.ts';

/** A job that asks the networks for what it needs. */
export type Asking<T> = (classifier: Classifier) => Promise<T>;

/** What one job asked and waits for. */
interface Pending<Batch, Answer> {
  readonly batch: Batch;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Does jobs side by side that do not depend on each other: whenever each of them waits for an answer or is done, all that they
 * ask goes out at once, in one batch for each network. What is read is the same as if they asked one after the other.
 * Throws what a job throws.
 */
export async function askTogether<const Jobs extends readonly Asking<unknown>[]>(
  jobs: Jobs,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<{ -readonly [K in keyof Jobs]: Jobs[K] extends Asking<infer T> ? T : never }> {
  const crops = queue((batches: readonly CropBatch[]) => classifyAll(batches, classifier, signal));
  const strips = byNetwork((network) =>
    queue((batches: readonly StripBatch[]) => readAll(batches, network, classifier, signal)),
  );
  const queues = [crops, ...Object.values(strips)];
  const states = jobs.map(() => ({ waits: 0, isDone: false }));
  const sendIfAllRest = () => {
    if (states.every(({ waits, isDone }) => waits > 0 || isDone)) for (const { send } of queues) send();
  };
  const results = await Promise.all(
    jobs.map((job, i) => {
      const state = states[i]!;
      async function wait<Batch, Answer>(asked: Queue<Batch, Answer>, batch: Batch): Promise<Answer> {
        state.waits++;
        // A job may ask both of two networks before it waits.
        queueMicrotask(sendIfAllRest);
        try {
          return await asked.add(batch);
        } finally {
          state.waits--;
        }
      }
      const shared: Classifier = {
        classify: (batch) => wait(crops, batch),
        readStrips: (batch, _signal, network = 'lines') => wait(strips[network], batch),
      };
      return job(shared).finally(() => {
        state.isDone = true;
        sendIfAllRest();
      });
    }),
  );
  return results as never;
}

interface Queue<Batch, Answer> {
  add(batch: Batch): Promise<Answer>;
  /** Asks for all that waits, if there is any. */
  send(): void;
}

function queue<Batch, Answer>(
  ask: (batches: readonly Batch[]) => Promise<readonly Answer[]>,
): Queue<Batch, Answer> {
  const pending: Pending<Batch, Answer>[] = [];
  return {
    add: (batch) =>
      new Promise((resolve, reject) => {
        pending.push({ batch, resolve, reject });
      }),
    send: () => {
      const asked = pending.splice(0);
      if (asked.length === 0) return;
      ask(asked.map(({ batch }) => batch)).then(
        (answers) => {
          asked.forEach(({ resolve }, i) => {
            resolve(answers[i]!);
          });
        },
        (reason) => {
          for (const { reject } of asked) reject(reason);
        },
      );
    },
  };
}

/** One answer for each batch. */
async function classifyAll(
  batches: readonly CropBatch[],
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<Classification[]> {
  const { model, probabilities } = await classifier.classify(cropBatch(batches.flatMap(cropsIn)), signal);
  const width = model.classes.length;
  let next = 0;
  return batches.map(({ count }) => {
    const from = next;
    next += count;
    return { model, probabilities: probabilities.subarray(from * width, next * width) };
  });
}

/** One answer for each batch. */
async function readAll(
  batches: readonly StripBatch[],
  network: StripNetwork,
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<StripReadings[]> {
  const { frames, ...about } = await classifier.readStrips(
    stripBatch(batches.flatMap(stripsIn)),
    signal,
    network,
  );
  let next = 0;
  return batches.map(({ widths }) => {
    const from = next;
    next += widths.length;
    return { ...about, frames: frames.slice(from, next) };
  });
}
