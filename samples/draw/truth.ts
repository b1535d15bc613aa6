import type { NumberKind } from '../../lib/document/result.ts';

/** x, y, width, height in pixels of the page. */
export type TruthBox = readonly [number, number, number, number];

export interface TruthNumber {
  /** As it stands on the page, separators included; a MICR line with A transit, B amount, C on-us, D dash. */
  readonly text: string;
  readonly box: TruthBox;
  readonly kind: NumberKind;
  /** The field that this number fills. */
  readonly field?: string;
  /** From 0; only for documents of several pages. */
  readonly page?: number;
  /** Every character with the box of its ink. */
  readonly glyphs: readonly (readonly [string, number, number, number, number])[];
}

/** One line of truth.jsonl. */
export interface DocumentTruth {
  /** Relative to the folder that holds truth.jsonl. */
  readonly file: string;
  readonly kind: 'cheque' | 'form';
  readonly country: string;
  /** For a PDF, that has no pixels of its own: the resolution at which a page has these pixels. */
  readonly dpi: number;
  readonly fields: Readonly<Record<string, string | number>>;
  readonly numbers: readonly TruthNumber[];
}
