import type { LambdaClient } from '@aws-sdk/client-lambda';
import { createHandler } from '../../functions/classify/create-handler.ts';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { TransientError } from '../../lib/document/errors.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import type { Random } from '../../local/seeded-random.ts';

/** What may go wrong at one call. `after`: the call did its work, but its answer is lost. */
export type Fault = 'error' | 'throttle' | 'delay' | 'after' | 'function-error' | 'garbage';

/** Decides at every call, by its seed, whether and how it fails, and counts what it did. */
export interface Faults {
  next(kinds: readonly Fault[]): Fault | undefined;
  readonly injected: Partial<Record<Fault, number>>;
  /** Nothing fails any more. */
  stop(): void;
}

export function createFaults(random: Random, rate: number): Faults {
  const injected: Partial<Record<Fault, number>> = {};
  let on = true;
  return {
    injected,
    next(kinds) {
      if (!on || random.next() >= rate) return undefined;
      const fault = kinds[Math.floor(random.next() * kinds.length)];
      if (fault !== undefined) injected[fault] = (injected[fault] ?? 0) + 1;
      return fault;
    },
    stop: () => {
      on = false;
    },
  };
}

const DELAY_MS = 2;

async function delay(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
}

/** A store whose every call may fail as S3 does. */
export function faultyStore(store: ObjectStore, faults: Faults): ObjectStore {
  async function through<T>(call: () => Promise<T>): Promise<T> {
    const fault = faults.next(['error', 'throttle', 'delay', 'after']);
    if (fault === 'error') throw new TransientError('storage-failed', 'S3 failed (InternalError)');
    if (fault === 'throttle') throw new TransientError('storage-failed', 'S3 failed (SlowDown)');
    if (fault === 'delay') await delay();
    const answer = await call();
    if (fault === 'after') throw new TransientError('storage-failed', 'S3 failed (no answer)');
    return answer;
  }
  return {
    container: store.container,
    get: (...words) => through(() => store.get(...words)),
    create: (...words) => through(() => store.create(...words)),
    replace: (...words) => through(() => store.replace(...words)),
    async *list(prefix) {
      const keys = await through(async () => {
        const found: string[] = [];
        for await (const key of store.list(prefix)) found.push(key);
        return found;
      });
      yield* keys;
    },
  };
}

/** Lambda's client with the classify function behind it, each call of which may fail as Lambda lets it. */
export function faultyLambda(classifier: Classifier, faults: Faults): Pick<LambdaClient, 'send'> {
  const handler = createHandler(async () => classifier);
  const send = async (command: { readonly input: { readonly Payload?: unknown } }) => {
    const fault = faults.next(['error', 'throttle', 'delay', 'after', 'function-error', 'garbage']);
    if (fault === 'error') throw named('ServiceException');
    if (fault === 'throttle') throw named('TooManyRequestsException');
    if (fault === 'delay') await delay();
    if (fault === 'function-error')
      return { FunctionError: 'Unhandled', Payload: bytes({ errorType: 'Runtime.ExitError' }) };
    if (fault === 'garbage') return { Payload: new TextEncoder().encode('<html>') };
    const answer = await handler(JSON.parse(String(command.input.Payload)));
    if (fault === 'after') throw named('TimeoutError');
    return { Payload: bytes(answer) };
  };
  return { send: send as unknown as LambdaClient['send'] };
}

function named(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
