import type { Classifier } from '../classify/classifier.ts';
import type { MicrLine } from '../document/result.ts';
import type { ChequeLook, ChequeMarks } from '../fields/layout/cheque-look.ts';
import { findWords } from '../fields/layout/find-words.ts';
import { lookAtCheque } from '../fields/layout/look-at-cheque.ts';
import type { LegalAmount } from '../fields/legal-amount.ts';
import type { Counting } from '../fields/number-words.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { preparedBox } from './prepared-box.ts';
import { readLegalAmount } from './read-legal-amount.ts';

/** What can be found and heard of a cheque before its numbers are read. */
export interface BegunCheque {
  readonly micr: MicrLine;
  /** Without any numbers. */
  readonly look: ChequeLook;
  /** What its rows of writing say that it is worth. */
  readonly hearLegal: (countings: readonly Counting[]) => LegalAmount | undefined;
}

export interface PageWithMicr {
  readonly prepared: PreparedPage;
  readonly lines: ChequeMarks['lines'];
  /** In source-page pixels. */
  readonly micr: readonly MicrLine[];
}

/** So many rows may be the amount in words. */
const MOST_ROWS = 5;

/**
 * Begins with the cheque of a page's surest MICR line: looks at its layout, and shows its rows of writing to the network for words.
 * Undefined where no MICR line was read. Throws what the classifier throws.
 */
export async function beginCheque(
  { prepared, lines, micr: all }: PageWithMicr,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<BegunCheque | undefined> {
  const micr = surest(all);
  if (micr === undefined) return undefined;
  const { width, height, rules } = prepared;
  const box = preparedBox(micr.box, prepared);
  const look = lookAtCheque({ width, height, rules, lines, numbers: [], ...(box && { micr: box }) });
  const hearLegal = await readLegalAmount(findWords(look, MOST_ROWS), prepared, classifier, signal);
  return { micr, look, hearLegal };
}

/** The line with most characters that were surely read. */
function surest(lines: readonly MicrLine[]): MicrLine | undefined {
  const weight = ({ glyphs }: MicrLine) => glyphs.reduce((sum, { probability }) => sum + probability, 0);
  return lines.reduce<MicrLine | undefined>(
    (best, line) => (best === undefined || weight(line) > weight(best) ? line : best),
    undefined,
  );
}
