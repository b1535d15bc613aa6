import type { DocumentTruth } from './truth.ts';

/** A drawn document: what goes in the file, and what is written on it. */
export interface Sample {
  readonly bytes: Uint8Array;
  readonly truth: DocumentTruth;
}
