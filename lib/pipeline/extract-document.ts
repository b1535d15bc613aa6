import type { Classifier } from '../classify/classifier.ts';
import type { Result } from '../document/result.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { ReadOptions } from './read-document.ts';

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
 * with status `rejected`; every other error is thrown and nothing is written.
 */
export async function extractDocument(
  reference: DocumentReference,
  dependencies: ExtractDependencies,
  options: ExtractOptions = {},
): Promise<Extraction> {
  throw new Error(`Not written yet: ${reference.key} ${String(dependencies)} ${String(options)}`);
}
