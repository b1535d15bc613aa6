import type { ImageIntegrity } from '../document/result.ts';

/** The fields that a check's image is held against, by the names of X9.100-187, in the order in which they are listed. */
export const INTEGRITY_FIELDS = [
  'AuxiliaryOnUs',
  'ExternalProcessingCode',
  'PayorBankRoutingNumber',
  'PayorBankCheckDigit',
  'OnUs',
  'ItemAmount',
] as const;

export type IntegrityField = (typeof INTEGRITY_FIELDS)[number];

/** What a record says: digits, `-` dash, `/` on-us symbol, `*` a character that the sender could not read; amounts in cents. */
export type RecordTexts = Readonly<Partial<Record<IntegrityField, string>>>;

/** What the image shows, in the same signs, `?` or `*` for a character that could not be read. */
export interface ImageText {
  readonly text: string;
  /** Calibrated probability that it is right. */
  readonly confidence: number;
}
/** A field that is left out could not be read; one that is not on the check is an empty text. */
export type ImageTexts = Readonly<Partial<Record<IntegrityField, ImageText>>>;

/** A reading that is more likely wrong than right shows no difference; where it says the same, that is no chance. */
const LEAST_TO_DIFFER = 0.5;

/**
 * Holds what a cash letter says of a check against what its image shows. A field that the record does not have is left
 * out. Blanks and dashes part digits and are no part of the comparison: senders differ in whether they keep them.
 */
export function compareWithRecord(record: RecordTexts, image: ImageTexts): ImageIntegrity[] {
  return INTEGRITY_FIELDS.flatMap((field): ImageIntegrity[] => {
    const stated = record[field];
    if (stated === undefined) return [];
    const shown = image[field];
    if (shown === undefined) return [{ field, record: stated, image: null, agrees: null }];
    const same = field === 'ItemAmount' ? sameAmount(stated, shown.text) : sameCharacters(stated, shown.text);
    const agrees = same === false && shown.confidence < LEAST_TO_DIFFER ? null : same;
    return [{ field, record: stated, image: shown.text, agrees, confidence: shown.confidence }];
  });
}

/** Undecided where a character that one side could not read stands where it could make the difference. */
function sameCharacters(stated: string, shown: string): boolean | null {
  const [a, b] = [stated, shown].map((text) => text.replaceAll(/[ -]/gu, '')) as [string, string];
  if (a === b) return UNREAD.test(a) ? null : true;
  if (a.length !== b.length) return false;
  const differs = [...a].some((character, at) => character !== b[at] && !UNREAD.test(character + b[at]));
  return differs ? false : null;
}

const UNREAD = /[*?]/u;

/** An amount that the record leaves blank is not the amount of any check. */
function sameAmount(stated: string, shown: string): boolean | null {
  if (!/^\d+$/u.test(stated)) return false;
  if (!/^\d+$/u.test(shown)) return null;
  return BigInt(stated) === BigInt(shown);
}
