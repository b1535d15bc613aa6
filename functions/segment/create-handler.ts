import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { TransientError } from '../../lib/document/errors.ts';
import type { Country } from '../../lib/fields/country.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import type { extractDocument } from '../../lib/pipeline/extract-document.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { describeFailure, documentHash, type LogLine } from './document-log.ts';
import { type InboxObject, parseMessage } from './event.ts';
import { createStageTimer } from './stage-timer.ts';
import type { TellOfResult } from './tell-of-result.ts';
import type { FindTemplates } from './template-source.ts';

/** Kept back from the function's time to stop, log and answer, so that a slow document fails by name. */
export const DEADLINE_MARGIN_MS = 5_000;

export interface SegmentDependencies {
  /** Opens the store over the bucket that a document arrived in; called once for each bucket. */
  readonly openInbox: (bucket: string) => ObjectStore;
  readonly results: ObjectStore;
  readonly classifier: Classifier;
  readonly extract: typeof extractDocument;
  readonly overlay: boolean;
  readonly maxMisread: number;
  /** Whose cheques come in. @default any country's */
  readonly country?: Country;
  /** The day of presentment, by when the inbox received a document, where its metadata say none. @default none is known */
  readonly dayOf?: (received: Date) => string;
  /** Templates that come with the project. @default there are none */
  readonly shippedTemplates?: readonly Template[];
  /** The user's own templates. @default there are none */
  readonly findTemplates?: FindTemplates;
  /** Tells others of a result that is there. @default nobody is told */
  readonly tell?: TellOfResult;
  readonly log: (line: LogLine) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

export type SegmentHandler = (
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

/**
 * Makes the handler of the segment function. For each SQS message: every document it speaks of is extracted, one
 * after the other, because a page fills the memory. Done (a rejected document too): the message is deleted.
 * Anything thrown: the message is reported as failed and delivered again, until the queue gives it up to the DLQ;
 * the other messages of the batch are not touched by that.
 */
export function createSegmentHandler(dependencies: SegmentDependencies): SegmentHandler {
  const inboxes = new Map<string, ObjectStore>();
  const openInbox = (bucket: string): ObjectStore => {
    const inbox = inboxes.get(bucket) ?? dependencies.openInbox(bucket);
    inboxes.set(bucket, inbox);
    return inbox;
  };

  return async (event, context) => {
    const remaining = Math.max(0, context.getRemainingTimeInMillis() - DEADLINE_MARGIN_MS);
    // A timeout of 0 is over a moment later, in which a document would be begun.
    const signal = remaining > 0 ? AbortSignal.timeout(remaining) : AbortSignal.abort();
    const failed: string[] = [];
    for (const message of event.Records) {
      if (!(await handleMessage(message, { ...dependencies, openInbox }, signal)))
        failed.push(message.messageId);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** True when every document of the message is done. One that fails does not keep the others from being tried. */
async function handleMessage(
  message: SQSRecord,
  dependencies: SegmentDependencies,
  signal: AbortSignal,
): Promise<boolean> {
  let documents: readonly InboxObject[];
  try {
    documents = parseMessage(message.body);
  } catch (error) {
    dependencies.log({ event: 'message-failed', messageId: message.messageId, ...describeFailure(error) });
    return false;
  }
  let done = true;
  for (const document of documents) {
    if (!(await handleDocument(document, dependencies, signal))) done = false;
  }
  return done;
}

async function handleDocument(
  document: InboxObject,
  dependencies: SegmentDependencies,
  signal: AbortSignal,
): Promise<boolean> {
  const {
    openInbox,
    results,
    classifier,
    extract,
    overlay,
    maxMisread,
    country,
    dayOf,
    shippedTemplates = [],
    findTemplates,
    tell,
    log,
    now,
  } = dependencies;
  const timer = createStageTimer(now);
  const start = now();
  const measured = () => ({
    document: documentHash(document),
    totalMs: Math.round(now() - start),
    ms: timer.timings(),
  });
  try {
    if (signal.aborted)
      throw new TransientError('deadline-exceeded', 'No time was left to begin this document');
    const { bucket, reprocess = false, ...reference } = document;
    const own = (await findTemplates?.()) ?? [];
    const extraction = await extract(
      reference,
      { inbox: openInbox(bucket), results, classifier },
      {
        signal,
        observe: timer.observe,
        overlay,
        maxMisread,
        reprocess,
        ...(country !== undefined && { country }),
        ...(dayOf !== undefined && { dayOf }),
        templates: [...own, ...shippedTemplates],
      },
    );
    const { result, outcome } = extraction;
    log({
      event: reprocess ? 'document-again' : 'document',
      outcome,
      status: result.status,
      pages: result.pages.length,
      numbers: result.pages.reduce((sum, page) => sum + page.numbers.length, 0),
      ...(result.cashLetter !== undefined && { checks: result.cashLetter.items.length }),
      ...measured(),
    });
    await tell?.(extraction, signal);
    return true;
  } catch (error) {
    log({ event: 'document-failed', ...measured(), ...describeFailure(error) });
    return false;
  }
}
