import type { Box } from '../../lib/document/geometry.ts';
import type { Country } from '../../lib/fields/country.ts';

/** Tab-separated, beside the pictures: what is written on each and what it means. */
export const FIELDS_FILE = 'fields.tsv';
export const HEADER = 'file\tkind\tcountry\ttext\tcomb\twords';

export interface FieldRow {
  readonly file: string;
  readonly kind: 'amount' | 'date' | 'account';
  readonly country: Country;
  /** An amount as `1234.56`, a date as ISO 8601, a number by its digits. */
  readonly text: string;
  /** Where its comb is, if it stands in one. */
  readonly comb?: { readonly cells: number; readonly box: Box };
  /** The picture in which an amount stands in words. */
  readonly words?: string;
}

export function formatRow({ file, kind, country, text, comb, words = '' }: FieldRow): string {
  return [file, kind, country, text, comb ? JSON.stringify(comb) : '', words].join('\t');
}

/** Reads what `formatRow` wrote. */
export function parseRow(row: string): FieldRow {
  const [file, kind, country, text, comb, words] = row.split('\t') as [
    string,
    FieldRow['kind'],
    Country,
    string,
    string,
    string,
  ];
  return { file, kind, country, text, ...(comb && { comb: JSON.parse(comb) }), ...(words && { words }) };
}
