import { createHash } from 'node:crypto';
import type { CashLetterItem, ImageView } from '../decode/cash-letter/cash-letter.ts';
import { readCashLetter } from '../decode/cash-letter/read-cash-letter.ts';
import { MAX_ITEM_IMAGE_BYTES } from '../document/bounds.ts';
import { DocumentError, TransientError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { CashLetterItemResult, Result } from '../document/result.ts';
import { type Country, isCountry } from '../fields/country.ts';
import { compareWithRecord, type IntegrityField, type RecordTexts } from '../fields/image-integrity.ts';
import { cashLetterResult, itemResult, summarizeItem } from './cash-letter-result.ts';
import { imageTexts } from './image-texts.ts';
import { itemKeyOf } from './result-key.ts';

type DocumentIdentity = Omit<Result['document'], 'kind'>;

/** What the file says of its checks that helps to read or judge their images, and is not compared with them. */
export interface LetterKnowledge {
  readonly country?: Country;
  /** The day on which the check is presented, ISO 8601. */
  readonly today?: string;
}

/** What reading a batch needs of whoever reads single documents. */
export interface BatchWork {
  /** The key of the batch's own result. */
  readonly resultKey: string;
  /** Results of checks that were written before, by their keys; those that are there are not read again. */
  readonly findDone: (key: string) => Promise<Result | undefined>;
  /** Reads one image as a document; an image at fault, thrown by `open`, gives a rejected result. */
  readonly readImage: (
    identity: Omit<DocumentIdentity, 'sha256'>,
    resultKey: string,
    open: () => Uint8Array,
    told: LetterKnowledge,
  ) => Promise<Result>;
  readonly write: (key: string, result: Result) => Promise<unknown>;
  readonly askModel: () => Promise<ModelIdentity>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads every check of a cash letter as a document of its own, holds it against its record, and writes its result as soon
 * as it is there, so that a delivery that runs out of time leaves to the next one only what is left. Gives the result of
 * the whole, which the caller writes last.
 * Throws DocumentError as `readCashLetter` does, TransientError `deadline-exceeded`, and what `work` throws.
 */
export async function extractCashLetter(
  bytes: Uint8Array,
  identity: DocumentIdentity,
  work: BatchWork,
): Promise<Result> {
  const letter = readCashLetter(bytes);
  const { sha256: _, ...place } = identity;
  const summaries: CashLetterItemResult[] = [];
  for (const item of letter.items) {
    if (work.signal?.aborted) throw outOfTime(summaries.length, letter.items.length, work.signal);
    const key = itemKeyOf(work.resultKey, item.number);
    let result = await work.findDone(key);
    // A key without versions may by now stand for another file.
    if (result === undefined || !isOf(item, result)) {
      const { number, sequence } = item;
      const told = {
        ...(isCountry(letter.countryCode) && { country: letter.countryCode }),
        ...(item.businessDate !== undefined && { today: item.businessDate }),
      };
      const who = { ...place, item: { number, sequence } };
      const read = await work.readImage(who, key, () => frontImage(item), told);
      result = itemResult(read, compareWithRecord(item.fields, imageTexts(read)));
      await work.write(key, result);
    }
    summaries.push(summarizeItem(item, key, result));
  }
  return cashLetterResult(identity, letter, summaries, await work.askModel());
}

/** Whether a result was read from this image and held against this record. */
function isOf(item: CashLetterItem, { document, imageIntegrity = [] }: Result): boolean {
  const image = frontView(item)?.image;
  const hash = image === undefined ? '' : createHash('sha256').update(image).digest('hex');
  const stated: RecordTexts = item.fields;
  return (
    document.sha256 === hash &&
    document.item?.sequence === item.sequence &&
    imageIntegrity.every(({ field, record }) => stated[field as IntegrityField] === record)
  );
}

function frontView({ views }: CashLetterItem): ImageView | undefined {
  return views.find(
    ({ side, descriptor, image }) => side === 'front' && descriptor === '00' && image !== undefined,
  );
}

/** The full view of the front. Throws DocumentError `no-pages` where there is none, `too-many-bytes`. */
function frontImage(item: CashLetterItem): Uint8Array {
  const { number, record } = item;
  const image = frontView(item)?.image;
  if (image === undefined) {
    throw new DocumentError(
      'no-pages',
      `Check ${number} of the cash letter (record ${record}) has no full view of its front; send its image`,
    );
  }
  if (image.length > MAX_ITEM_IMAGE_BYTES) {
    throw new DocumentError(
      'too-many-bytes',
      `Expected at most ${MAX_ITEM_IMAGE_BYTES} bytes for the image of check ${number} (record ${record}) but it has ${image.length}`,
    );
  }
  return image;
}

function outOfTime(done: number, of: number, signal: AbortSignal): TransientError {
  return new TransientError(
    'deadline-exceeded',
    `The time allowed was over after ${done} of ${of} checks; the next try goes on from there`,
    signal.reason,
  );
}
