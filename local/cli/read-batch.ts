import type { Classifier } from '../../lib/classify/classifier.ts';
import { MAX_EXPECTED_BYTES } from '../../lib/document/bounds.ts';
import { DigitliftError, RequestError } from '../../lib/document/errors.ts';
import type { Result } from '../../lib/document/result.ts';
import { type ExpectedValues, parseExpectedValues } from '../../lib/fields/expected-values.ts';
import type { ExtractOptions, extractDocument } from '../../lib/pipeline/extract-document.ts';
import type { FieldOptions } from '../../lib/pipeline/read-fields.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import type { InputDocument } from './expand-inputs.ts';
import { watchWrites } from './watch-writes.ts';

/** Ends the name of the file with what is expected of the document beside it. */
const EXPECTED_SUFFIX = '.expected.json';

export interface BatchDependencies {
  readonly extract: typeof extractDocument;
  readonly openStore: (folder: string) => ObjectStore;
  readonly classifier: Classifier;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}

export interface BatchOptions {
  /** Where the results of each folder of documents go; the folders exist. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly overlay: NonNullable<ExtractOptions['overlay']>;
  readonly maxMisread: number;
  /** What is known of the documents, and the templates of forms. */
  readonly fields?: FieldOptions;
  readonly signal: AbortSignal;
  /** Called after each document, before the next one is begun. */
  readonly onDocument: (outcome: DocumentOutcome) => void;
}

export type DocumentOutcome =
  | {
      readonly kind: 'read';
      readonly document: InputDocument;
      readonly result: Result;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'failed';
      readonly document: InputDocument;
      /** Of a DigitliftError; `unexpected` is a fault of this program. */
      readonly code: string;
      readonly message: string;
      readonly error: unknown;
      /** The document was read, but its result could not be written. */
      readonly unwritten: boolean;
    };

/** Why a batch ended before its last document. */
export type BatchEnd = 'complete' | 'interrupted' | 'not-written';

/**
 * Reads documents one after the other. One that fails leaves the others alone, but when the place for results is full
 * or broken, nothing more is begun.
 */
export async function readBatch(
  documents: readonly InputDocument[],
  dependencies: BatchDependencies,
  options: BatchOptions,
): Promise<BatchEnd> {
  for (const document of documents) {
    if (options.signal.aborted) return 'interrupted';
    const outcome = await readOne(document, dependencies, options);
    // What was stopped on the way did not fail.
    if (outcome.kind === 'failed' && !outcome.unwritten && options.signal.aborted) return 'interrupted';
    options.onDocument(outcome);
    if (outcome.kind === 'failed' && outcome.unwritten && isEverybodysTrouble(outcome.error)) {
      return 'not-written';
    }
  }
  return 'complete';
}

async function readOne(
  document: InputDocument,
  { extract, openStore, classifier, now }: BatchDependencies,
  { outputs, overlay, maxMisread, fields, signal }: BatchOptions,
): Promise<DocumentOutcome> {
  const output = outputs.get(document.folder);
  if (output === undefined) throw new RangeError(`Expected a folder for the results of ${document.folder}`);
  const results = watchWrites(openStore(output));
  const start = now();
  try {
    const inbox = openStore(document.folder);
    const expected = await expectedBeside(document.key, inbox);
    const { result } = await extract(
      { key: document.key },
      { inbox, results: results.store, classifier },
      {
        write: 'replace',
        overlay,
        maxMisread,
        signal,
        ...fields,
        ...(expected !== undefined && { expected }),
      },
    );
    return { kind: 'read', document, result, milliseconds: now() - start };
  } catch (error) {
    const code = error instanceof DigitliftError ? error.code : 'unexpected';
    const message = error instanceof Error ? error.message : String(error);
    const unwritten = results.failure() !== undefined;
    return { kind: 'failed', document, code, message, error, unwritten };
  }
}

/** What `<document>.expected.json` beside it says; undefined where there is none. Throws as `parseExpectedValues`. */
async function expectedBeside(key: string, inbox: ObjectStore): Promise<ExpectedValues | undefined> {
  try {
    const { bytes } = await inbox.get(`${key}${EXPECTED_SUFFIX}`, { maxBytes: MAX_EXPECTED_BYTES });
    return parseExpectedValues(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof DigitliftError)) throw error;
    if (error.code === 'not-found') return undefined;
    if (error.code !== 'too-many-bytes') throw error;
    const size = `Expected at most ${MAX_EXPECTED_BYTES} bytes for what is expected of a document but found more`;
    throw new RequestError('bad-request', size, error);
  }
}

/** A name that the folder for results cannot hold is one document's trouble; a full disk will not hold the next either. */
function isEverybodysTrouble(error: unknown): boolean {
  return !(error instanceof DigitliftError) || error.retryable;
}
