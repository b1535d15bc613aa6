import type { Classifier } from '../classify/classifier.ts';
import type { Box } from '../document/geometry.ts';
import { hearLegalAmount, type LegalAmount } from '../fields/legal-amount.ts';
import type { Counting } from '../fields/number-words.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { lookAtWords } from './look-at-words.ts';

/**
 * Shows rows of writing (boxes in prepared-page pixels, from the top down) to the network for words, all in one call, and answers
 * what listens to them for an amount. Throws what `lookAtWords` throws.
 */
export async function readLegalAmount(
  rows: readonly Box[],
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<(countings: readonly Counting[]) => LegalAmount | undefined> {
  const seen = await lookAtWords(rows, page, classifier, signal);
  return (countings) => hearLegalAmount([...seen.values()], countings);
}
