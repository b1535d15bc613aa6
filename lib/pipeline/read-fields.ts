import type { Classifier } from '../classify/classifier.ts';
import type { MicrLine } from '../document/result.ts';
import type { Country } from '../fields/country.ts';
import type { FieldReadings } from '../fields/cross-checks.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import type { AnsweringModel } from './answering-model.ts';
import type { SettledNumber } from './look-again.ts';
import { readCheque } from './read-cheque.ts';

/** What the caller knows of the documents. */
export interface FieldOptions {
  /** Whose cheques they are. @default as each MICR line shows it */
  readonly country?: Country;
  /** The day on which they are presented, ISO 8601; without it no date is stale or too early. */
  readonly today?: string;
}

/** A page on which numbers and MICR lines were read; nothing of it outlives the reading of its fields. */
export interface FieldPage {
  /** From 0. */
  readonly index: number;
  readonly prepared: PreparedPage;
  readonly lines: readonly TextLine[];
  readonly numbers: readonly SettledNumber[];
  /** From the lowest to the highest. */
  readonly micr: readonly MicrLine[];
}

export interface PageFields {
  /** By name; none where the page is neither a cheque nor a form that is known. */
  readonly fields: FieldReadings;
  /** Whose document it is, where that was told or shows. */
  readonly country?: Country;
  /** Left out where nothing was asked. */
  readonly answered?: AnsweringModel;
}

/** Reads the fields of a page: a cheque, which has a MICR line. Throws what the classifier throws. */
export async function readFields(
  page: FieldPage,
  classifier: Classifier,
  options: FieldOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<PageFields> {
  const micr = surest(page.micr);
  if (micr === undefined) return { fields: {} };
  const { index, prepared, lines } = page;
  const numbers = page.numbers.map(({ glyphs, box, confidence }) => ({
    text: glyphs.map(({ text }) => text).join(''),
    box,
    confidence,
  }));
  return readCheque({ index, prepared, lines, numbers, micr }, classifier, options);
}

/** The line with most characters that were surely read. */
function surest(lines: readonly MicrLine[]): MicrLine | undefined {
  const weight = ({ glyphs }: MicrLine) => glyphs.reduce((sum, { probability }) => sum + probability, 0);
  return lines.reduce<MicrLine | undefined>(
    (best, line) => (best === undefined || weight(line) > weight(best) ? line : best),
    undefined,
  );
}
