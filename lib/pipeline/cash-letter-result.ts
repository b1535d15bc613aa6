import type { CashLetter, CashLetterItem } from '../decode/cash-letter/cash-letter.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import {
  type CashLetterItemResult,
  type ImageIntegrity,
  RESULT_SCHEMA_VERSION,
  type Reason,
  type Result,
} from '../document/result.ts';

/** The result of a check of a cash letter: of its image, held against its record. */
export function itemResult(read: Result, imageIntegrity: readonly ImageIntegrity[]): Result {
  const { model, ...rest } = read;
  // An image at fault has its one reason, and shows nothing to be held against the record.
  if (read.status === 'rejected') return { ...rest, imageIntegrity, model };
  const reasons = [...read.reasons, ...imageIntegrity.flatMap(integrityReasons)];
  const status = reasons.length === 0 ? 'accepted' : 'review';
  return { ...rest, status, reasons, imageIntegrity, model };
}

function integrityReasons({ field, agrees }: ImageIntegrity): Reason[] {
  if (agrees === true) return [];
  return [{ code: agrees === null ? 'image-unread' : 'image-differs', field }];
}

/** What the result of a cash letter says of one check: no value, so that it can be passed on more freely. */
export function summarizeItem(item: CashLetterItem, resultKey: string, result: Result): CashLetterItemResult {
  const named = (agrees: boolean | null) =>
    (result.imageIntegrity ?? []).flatMap((entry) => (entry.agrees === agrees ? [entry.field] : []));
  return {
    number: item.number,
    sequence: item.sequence,
    kind: item.kind,
    resultKey,
    status: result.status,
    reasons: [...new Set(result.reasons.map(({ code }) => code))],
    imageIntegrity: { agree: named(true), differ: named(false), unread: named(null) },
  };
}

/** The result of a cash letter, which has no pages of its own. */
export function cashLetterResult(
  identity: Omit<Result['document'], 'kind'>,
  letter: CashLetter,
  items: readonly CashLetterItemResult[],
  { version, sha256 }: ModelIdentity,
): Result {
  const reasons = letterReasons(letter, items);
  const { encoding, framing, standardLevel, records, cashLetters, bundles, credits, differences } = letter;
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    document: { ...identity, kind: 'x937' },
    status: reasons.length === 0 ? 'accepted' : 'review',
    reasons,
    pages: [],
    fields: {},
    cashLetter: {
      encoding,
      framing,
      standardLevel,
      records,
      cashLetters,
      bundles,
      credits,
      items,
      differences,
    },
    model: { version, sha256 },
  };
}

function letterReasons(letter: CashLetter, items: readonly CashLetterItemResult[]): Reason[] {
  const unsettled = items.filter(({ status }) => status !== 'accepted');
  return [
    ...(items.length === 0 ? [{ code: 'no-items' }] : []),
    ...(letter.differences.length > 0 ? [{ code: 'control-differs' }] : []),
    ...unsettled.map(({ number, status }) => ({
      code: status === 'rejected' ? 'item-rejected' : 'item-review',
      item: number,
    })),
  ];
}
