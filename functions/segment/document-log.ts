import { createHash } from 'node:crypto';
import { DigitliftError } from '../../lib/document/errors.ts';
import type { Extraction } from '../../lib/pipeline/extract-document.ts';
import type { InboxObject } from './event.ts';
import type { StageTimings } from './stage-timer.ts';

/**
 * All that a log line may hold. Keys, texts, amounts and error messages (which name keys) are none of it:
 * logs are kept longer and read by more people than documents.
 */
export type LogLine =
  | {
      /** `document-again` was asked for by `npm run reprocess`: it counts as no new document. */
      readonly event: 'document' | 'document-again';
      /** See `documentHash`. */
      readonly document: string;
      readonly outcome: Extraction['outcome'];
      readonly status: Extraction['result']['status'];
      readonly pages: number;
      readonly numbers: number;
      /** Of a cash letter, which has no pages of its own. */
      readonly checks?: number;
      readonly totalMs: number;
      readonly ms: StageTimings;
    }
  | ({
      readonly event: 'document-failed';
      readonly document: string;
      readonly totalMs: number;
      readonly ms: StageTimings;
    } & Failure)
  /** The name of a template, which its writer chose, below the prefix of templates. */
  | { readonly event: 'template-failed'; readonly template: string }
  | ({ readonly event: 'message-failed'; readonly messageId: string } & Failure);

interface Failure {
  readonly code: string;
  readonly retryable: boolean;
  /** Names of the error's class and of its causes, outermost first. */
  readonly names: readonly string[];
  /** Where in the code it was thrown. */
  readonly at?: string;
}

/** Names a document in logs: enough of the hash to find it again by its key, nothing to learn the key from. */
export function documentHash({ bucket, key, versionId }: InboxObject): string {
  return createHash('sha256')
    .update(JSON.stringify([bucket, key, versionId ?? null]))
    .digest('hex')
    .slice(0, 16);
}

/** What may be told of an error: never its message. */
export function describeFailure(error: unknown): Failure {
  const names: string[] = [];
  for (let cause = error; cause instanceof Error && names.length < 5; cause = cause.cause)
    names.push(cause.name);
  const known = error instanceof DigitliftError;
  const at = error instanceof Error ? firstFrame(error) : undefined;
  return {
    code: known ? error.code : 'unknown',
    retryable: known ? error.retryable : true,
    names,
    ...(at === undefined ? {} : { at }),
  };
}

/** The first line of the stack after the message, which may itself hold lines that look like one. */
function firstFrame(error: Error): string | undefined {
  const stack = error.stack ?? '';
  const start = stack.indexOf(error.message) + error.message.length;
  return stack
    .slice(start)
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('at '));
}
