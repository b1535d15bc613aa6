import type { Classifier } from '../classify/classifier.ts';
import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { DocumentKind, PageResult } from '../document/result.ts';
import type { Observe } from './observe.ts';

/** One candidate glyph that the lattice weighed, for the overlay and for people who look for errors. */
export interface CandidateTrace {
  /** In source-page pixels. */
  readonly box: Box;
  /** One component as found, several joined, or a part of one that was cut. */
  readonly origin: 'whole' | 'merged' | 'cut';
  /** `chosen` is part of a reported number; `not-digit` lies on the best path but is no digit; `rejected` lost. */
  readonly outcome: 'chosen' | 'not-digit' | 'rejected';
  /** The likeliest digit and its probability. */
  readonly text: string;
  readonly probability: number;
}

/** All that is known of a page right after it was read; `picture` and `candidates` do not go into the result. */
export interface PageReading {
  readonly result: PageResult;
  readonly picture: GreyImage;
  readonly candidates: readonly CandidateTrace[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly observe?: Observe;
  /** Called after each page, before the next one is decoded; pictures are not kept longer. */
  readonly onPage?: (page: PageReading) => void | Promise<void>;
}

export interface DocumentReading {
  readonly kind: DocumentKind;
  readonly pages: readonly PageResult[];
  readonly model: ModelIdentity;
}

/**
 * Reads every number of a document.
 * Throws what `openDocument` and `classifier.classify` throw, and TransientError `deadline-exceeded` on abort.
 */
export async function readDocument(
  bytes: Uint8Array,
  classifier: Classifier,
  options: ReadOptions = {},
): Promise<DocumentReading> {
  throw new Error(`Not written yet: ${bytes.length} ${String(classifier)} ${String(options)}`);
}
