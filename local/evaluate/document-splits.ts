import type { LinePart } from './line-splits.ts';

/** Sets of documents of which a part is trained on: the words of print, and the signs that numbers are told by. */
export const SPLIT_DOCUMENT_SETS: readonly string[] = ['funsd'];

/**
 * The part that the document at this place (from 0) of the set's truth belongs to: every second one is for measuring only; of the
 * others each fourth is for validation. A set that nothing is trained on is all test.
 */
export function documentSplit(set: string, index: number): LinePart {
  if (!SPLIT_DOCUMENT_SETS.includes(set) || index % 2 === 1) return 'test';
  return index % 8 === 0 ? 'validation' : 'train';
}
