import type { SegmentHandler } from '../../functions/segment/create-handler.ts';
import { MAX_RECEIVES } from '../../infra/inbox-queue.ts';
import type { Random } from '../../local/seeded-random.ts';
import { sqsEvent } from '../functions/segment/fixtures.ts';

export interface Queued {
  /** Whose message this is. */
  readonly document: number;
  readonly body: string;
  receives: number;
}

export interface DrainOptions {
  readonly random: Random;
  readonly handler: SegmentHandler;
  /** Milliseconds that the function is told it has left, drawn for each call. */
  readonly remainingMs: () => number;
  /** True when the process dies during this call: nobody hears its answer. */
  readonly dies: () => boolean;
  /** Messages in one call at most. */
  readonly batchSize: number;
  /** Calls under way at once. */
  readonly concurrency: number;
}

/**
 * SQS with a redrive policy and Lambda's event source mapping, without clock: messages come in any order, in batches, to
 * several processes at once; what fails comes again, up to MAX_RECEIVES. Returns the dead letters.
 */
export async function drain(messages: readonly Queued[], options: DrainOptions): Promise<readonly Queued[]> {
  let waiting = [...messages];
  const dead: Queued[] = [];
  while (waiting.length > 0) {
    const shuffled = shuffle(waiting, options.random);
    const batches: Queued[][] = [];
    for (let call = 0; call < options.concurrency && shuffled.length > 0; call++) {
      batches.push(shuffled.splice(0, 1 + Math.floor(options.random.next() * options.batchSize)));
    }
    const failed = (await Promise.all(batches.map((batch) => deliver(batch, options)))).flat();
    dead.push(...failed.filter(({ receives }) => receives >= MAX_RECEIVES));
    waiting = [...shuffled, ...failed.filter(({ receives }) => receives < MAX_RECEIVES)];
  }
  return dead;
}

/** The messages of a batch that come again. */
async function deliver(
  batch: readonly Queued[],
  { handler, remainingMs, dies }: DrainOptions,
): Promise<readonly Queued[]> {
  for (const message of batch) message.receives += 1;
  const left = remainingMs();
  const lost = dies();
  const { batchItemFailures } = await handler(sqsEvent(...batch.map(({ body }) => body)), {
    getRemainingTimeInMillis: () => left,
  });
  if (lost) return batch;
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  return batch.filter((_, index) => failed.has(`message-${index}`));
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
