import { createHash } from 'node:crypto';
import type { Classifier } from '../classify/classifier.ts';
import { MAX_DOCUMENT_BYTES } from '../document/bounds.ts';
import { DocumentError } from '../document/errors.ts';
import type { Result } from '../document/result.ts';
import { DEFAULT_MAX_MISREAD } from '../read/calibration.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { drawOverlay } from './draw-overlay.ts';
import { acceptanceOf, readResult, rejectedResult } from './make-result.ts';
import { type PageReading, type ReadOptions, readDocument } from './read-document.ts';
import { overlayKeyOf, resultKey } from './result-key.ts';

export interface DocumentReference {
  readonly key: string;
  readonly versionId?: string;
}

export interface ExtractDependencies {
  readonly inbox: ObjectStore;
  readonly results: ObjectStore;
  readonly classifier: Classifier;
}

export interface ExtractOptions extends ReadOptions {
  /** Share of wrong numbers among the accepted that can be lived with, from 0 to under 1. @default DEFAULT_MAX_MISREAD */
  readonly maxMisread?: number;
  /** `once` never changes a result that is there (the cloud); `replace` does (a person trying again). @default 'once' */
  readonly write?: 'once' | 'replace';
  /** Draw `<result key without .json>.overlay[-N].png` beside the result. @default false */
  readonly overlay?: boolean | { readonly candidates: boolean };
}

export interface Extraction {
  readonly result: Result;
  readonly resultKey: string;
  /** The keys of the overlay pictures that were written, page by page. */
  readonly overlayKeys: readonly string[];
  /** `exists`: another delivery of the same event wrote the result first. */
  readonly outcome: 'created' | 'exists' | 'replaced';
}

/**
 * The whole job: one document from the inbox, one result in the results store. A DocumentError ends in a result
 * with status `rejected`; every other error is thrown and no result is written.
 */
export async function extractDocument(
  reference: DocumentReference,
  dependencies: ExtractDependencies,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const { inbox, results, classifier } = dependencies;
  const { maxMisread = DEFAULT_MAX_MISREAD } = options;
  const key = resultKey(reference.key, reference.versionId);
  const overlayKeys: string[] = [];
  const result = await readToResult(reference, inbox, classifier, {
    ...options,
    maxMisread,
    onPage: async (page) => {
      await options.onPage?.(page);
      if (!options.overlay) return;
      const { threshold } = acceptanceOf(page.calibration, maxMisread);
      overlayKeys.push(await writeOverlay({ page, threshold }, key, results, options.overlay));
    },
  });
  const outcome = await writeResult(results, key, result, options.write ?? 'once');
  return { result, resultKey: key, overlayKeys, outcome };
}

async function readToResult(
  reference: DocumentReference,
  inbox: ObjectStore,
  classifier: Classifier,
  options: ReadOptions & { readonly maxMisread: number },
): Promise<Result> {
  const identity = {
    container: inbox.container,
    key: reference.key,
    ...(reference.versionId === undefined ? {} : { versionId: reference.versionId }),
  };
  let bytes: Uint8Array | undefined;
  try {
    ({ bytes } = await inbox.get(reference.key, {
      maxBytes: MAX_DOCUMENT_BYTES,
      ...(reference.versionId === undefined ? {} : { versionId: reference.versionId }),
    }));
    const reading = await readDocument(bytes, classifier, options);
    return readResult({ ...identity, sha256: sha256(bytes) }, reading, options.maxMisread);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // Asked for with an empty batch, so that a rejected document says as well which model refused it.
    const { model } = await classifier.classify({ count: 0, data: new Uint8Array(0) }, options.signal);
    return rejectedResult({ ...identity, sha256: bytes ? sha256(bytes) : '' }, error, model);
  }
}

async function writeOverlay(
  { page, threshold }: { readonly page: PageReading; readonly threshold: number },
  key: string,
  results: ObjectStore,
  overlay: true | { readonly candidates: boolean },
): Promise<string> {
  const png = await drawOverlay({
    picture: page.picture,
    numbers: page.result.numbers,
    threshold,
    ...(overlay !== true && overlay.candidates ? { candidates: page.candidates } : {}),
  });
  const overlayKey = overlayKeyOf(key, page.result.index);
  // Before the result: whoever sees the result finds the pictures. The same document draws the same picture again.
  await results.replace(overlayKey, png, { contentType: 'image/png' });
  return overlayKey;
}

async function writeResult(
  results: ObjectStore,
  key: string,
  result: Result,
  write: 'once' | 'replace',
): Promise<Extraction['outcome']> {
  const bytes = new TextEncoder().encode(resultJson(result));
  const options = { contentType: 'application/json' };
  if (write === 'once') return results.create(key, bytes, options);
  await results.replace(key, bytes, options);
  return 'replaced';
}

/** The text of a result, the same for the same result: two spaces, a line feed at the end. */
export function resultJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
