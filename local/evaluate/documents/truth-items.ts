import type { Box } from '../../../lib/document/geometry.ts';
import type { DocumentTruth } from '../shapes/truth.ts';

/** One digit string of the truth. */
export interface TruthItem {
  /** Left out for a number that belongs to no field. */
  readonly field?: string;
  /** As the truth writes it. */
  readonly text: string;
  /** Its digits, parted where something else is written between them. */
  readonly groups: readonly string[];
  /** Where it may lie on `page`, in pixels; empty when that is not known. */
  readonly regions: readonly Box[];
  /** From 0. */
  readonly page: number;
  /** The same ink is counted under another field: part of that field's figures, not of all numbers. */
  readonly repeats: boolean;
}

/** The sources' names for the box of a field. */
const BOX_NAMES: Readonly<Record<string, readonly string[]>> = {
  micr: ['micr', 'cheque_number'],
  account: ['account', 'account_number'],
  serial: ['serial', 'micr', 'cheque_number'],
  routing: ['routing', 'micr', 'cheque_number'],
  amountAsWritten: ['amountAsWritten', 'amount'],
  dateAsWritten: ['dateAsWritten', 'date'],
};

/** The digit strings of a document that can be looked for. The rules are in docs/accuracy.md. */
export function truthItems(truth: DocumentTruth): readonly TruthItem[] {
  const numbers = truth.numbers.flatMap(({ text, box, page, field }) =>
    items(text, { regions: box === undefined ? [] : [box], page, ...(field !== undefined && { field }) }),
  );
  // Numbers that name their fields state them completely, and more exactly.
  if (truth.numbers.some(({ field }) => field !== undefined)) return numbers;
  const fields = Object.entries(truth.fields).flatMap(([field, text]) => {
    if (isAnotherForm(field, truth)) return [];
    const names = BOX_NAMES[field] ?? [field];
    const regions = names.map((name) => truth.boxes[name]).find((boxes) => boxes !== undefined) ?? [];
    const repeats = (field === 'serial' || field === 'routing') && truth.fields.micr !== undefined;
    return items(text, { field, regions, page: 0, repeats });
  });
  return [...fields, ...numbers];
}

/** Every number of the document is known with its box, so that whatever else is reported is wrong. */
export function isExhaustive(truth: DocumentTruth): boolean {
  return truth.numbers.length > 0 && truth.numbers.every(({ box }) => box !== undefined);
}

/** The items of one text; a text with a character that nobody could read has none. */
function items(
  text: string,
  place: Pick<TruthItem, 'field' | 'regions' | 'page'> & { readonly repeats?: boolean },
): TruthItem[] {
  const about = { ...place, repeats: place.repeats ?? false };
  const groups = text.includes('?') ? [] : groupsOf(text, about.field?.startsWith('date') ?? false);
  if (groups.length === 0) return [];
  // The symbols of a MICR line part independent numbers; anything else is one number, whatever stands in it.
  return about.field === 'micr'
    ? groups.map((group) => ({ ...about, text: group, groups: [group] }))
    : [{ ...about, text, groups }];
}

/** The same writing stated a second time: as written beside the digits, or as a value that is not what is written. */
function isAnotherForm(field: string, { fields }: DocumentTruth): boolean {
  if (field === 'amountAsWritten') return fields.amount !== undefined;
  if (field === 'dateAsWritten') return fields.date !== undefined;
  return field === 'amountMinor';
}

/** A date of eight digits stands in one comb or in three, with day, month and year named between them. */
function groupsOf(text: string, isDate: boolean): readonly string[] {
  const groups = digitGroups(text, !isDate);
  const [only] = groups;
  return isDate && groups.length === 1 && only?.length === 8
    ? [only.slice(0, 2), only.slice(2, 4), only.slice(4)]
    : groups;
}

/** Blank and crossed boxes of a comb (`_`, `X`) hold nothing; a comma between digits of a number only parts thousands. */
function digitGroups(text: string, commasPartThousands: boolean): readonly string[] {
  const written = text.replaceAll(/[X_]/gu, '');
  const joined = commasPartThousands ? written.replaceAll(/(?<=\d),(?=\d)/gu, '') : written;
  return joined.match(/\d+/gu) ?? [];
}
