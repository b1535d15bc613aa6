import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { TransientError } from '../../lib/document/errors.ts';
import { type Result, resultSchema } from '../../lib/document/result.ts';
import type { Extraction } from '../../lib/pipeline/extract-document.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { EVENT_SOURCE, EVENT_TYPE, resultEvent } from './result-event.ts';

export type TellOfResult = (extraction: Extraction, signal: AbortSignal) => Promise<void>;

export interface TellOptions {
  readonly client: EventBridgeClient;
  /** Name of the event bus. */
  readonly eventBus: string;
  readonly results: ObjectStore;
}

/**
 * Tells the event bus of a result, after it was written. Throws TransientError `event-failed` where that fails: the message
 * then comes again, finds the result there and tells of it. So an event may come twice, with one id, and none is lost; a
 * result is never written twice (docs/adr/0007-events-at-least-once.md).
 */
export function createTellOfResult({ client, eventBus, results }: TellOptions): TellOfResult {
  return async ({ result, resultKey, outcome }, signal) => {
    // What another delivery wrote is what counts, even if another model has read the document since.
    const written = outcome === 'exists' ? await readResult(results, resultKey) : result;
    const detail = resultEvent(results.container, resultKey, written);
    const entry = {
      EventBusName: eventBus,
      Source: EVENT_SOURCE,
      DetailType: EVENT_TYPE,
      Detail: JSON.stringify(detail),
    };
    try {
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({ Entries: [entry] }),
        { abortSignal: signal },
      );
      if (FailedEntryCount === 0) return;
      throw new Error(Entries[0]?.ErrorCode ?? 'unknown error');
    } catch (error) {
      throw new TransientError(
        'event-failed',
        `The event bus ${eventBus} did not take the event of a result; the next delivery tells of it`,
        error,
      );
    }
  };
}

async function readResult(results: ObjectStore, key: string): Promise<Result> {
  const { bytes } = await results.get(key);
  return resultSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
