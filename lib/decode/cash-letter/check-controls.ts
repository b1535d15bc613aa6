import type { ControlDifference } from './cash-letter.ts';
import { fieldsOf, type RawRecord } from './raw-record.ts';
import type { Tally } from './tally.ts';

/** What a control record should say, without the credits and with them. */
interface Expected {
  readonly field: string;
  readonly stated: bigint | undefined;
  readonly checks: bigint;
  /** @default `checks` */
  readonly withCredits?: bigint;
  /** Zero stands for "not counted", as senders fill what is not mandatory. */
  readonly optional?: boolean;
}

/** Of a bundle control record (70), all that is not as counted. Throws DocumentError `corrupt` for what is no number. */
export function checkBundle(record: RawRecord, tally: Tally): ControlDifference[] {
  const { count, text } = fieldsOf(record, '70');
  return differences(record, text('CreditTotalIndicator'), [
    { field: 'BundleItemsCount', stated: count('BundleItemsCount'), ...itemsOf(tally) },
    { field: 'BundleTotalAmount', stated: count('BundleTotalAmount'), ...amountOf(tally) },
    {
      field: 'MICRValidTotalAmount',
      stated: count('MICRValidTotalAmount'),
      checks: tally.micrValid,
      optional: true,
    },
    { field: 'BundleImagesCount', stated: count('BundleImagesCount'), ...imagesOf(tally), optional: true },
  ]);
}

/** The same of a cash letter control record (90). */
export function checkCashLetter(record: RawRecord, tally: Tally, bundles: number): ControlDifference[] {
  const { count, text } = fieldsOf(record, '90');
  return differences(record, text('CreditTotalIndicator'), [
    { field: 'CashLetterBundleCount', stated: count('CashLetterBundleCount'), checks: BigInt(bundles) },
    { field: 'CashLetterItemsCount', stated: count('CashLetterItemsCount'), ...itemsOf(tally) },
    { field: 'CashLetterTotalAmount', stated: count('CashLetterTotalAmount'), ...amountOf(tally) },
    {
      field: 'CashLetterImagesCount',
      stated: count('CashLetterImagesCount'),
      ...imagesOf(tally),
      optional: true,
    },
  ]);
}

/** The same of the file control record (99), which counts itself. */
export function checkFile(record: RawRecord, tally: Tally, cashLetters: number): ControlDifference[] {
  const { count, text } = fieldsOf(record, '99');
  return differences(record, text('CreditTotalIndicator'), [
    { field: 'CashLetterCount', stated: count('CashLetterCount'), checks: BigInt(cashLetters) },
    { field: 'TotalRecordCount', stated: count('TotalRecordCount'), checks: BigInt(record.number) },
    { field: 'TotalItemCount', stated: count('TotalItemCount'), ...itemsOf(tally) },
    { field: 'FileTotalAmount', stated: count('FileTotalAmount'), ...amountOf(tally) },
  ]);
}

function differences(
  { number }: RawRecord,
  creditIndicator: string,
  expected: readonly Expected[],
): ControlDifference[] {
  return expected.flatMap(({ field, stated, checks, withCredits = checks, optional = false }) => {
    if (optional && (stated ?? 0n) === 0n) return [];
    // 0: credits are left out, 1: they are counted; older files do not say which.
    const right =
      creditIndicator === '0' ? [checks] : creditIndicator === '1' ? [withCredits] : [checks, withCredits];
    if (stated !== undefined && right.includes(stated)) return [];
    return [{ record: number, field, stated: stated?.toString() ?? '', counted: right[0]!.toString() }];
  });
}

function itemsOf({ items, credits }: Tally) {
  return { checks: BigInt(items), withCredits: BigInt(items + credits) };
}

function amountOf({ amount, creditAmount }: Tally) {
  return { checks: amount, withCredits: amount + creditAmount };
}

function imagesOf({ images, creditImages }: Tally) {
  return { checks: BigInt(images), withCredits: BigInt(images + creditImages) };
}
