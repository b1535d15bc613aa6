import { createHash } from 'node:crypto';
import type { Field, NumberReading, Result } from '../../lib/document/result.ts';
import { maskDigits } from './mask-digits.ts';

export const EVENT_SOURCE = 'digitlift';
export const EVENT_TYPE = 'Document Read';

/** Entries of a list in an event; EventBridge takes 256 KB, and who wants all of them has the result. */
export const MAX_LISTED = 200;

/** What the event bus is told of a result: where it is and what it says, without a number that could be misused. */
export interface ResultEvent {
  readonly schemaVersion: 1;
  /** The same each time that the same result is told of, for consumers to know it again. */
  readonly id: string;
  readonly status: Result['status'];
  readonly reasons: readonly Omit<Result['reasons'][number], 'message'>[];
  readonly result: { readonly bucket: string; readonly key: string };
  readonly document: Pick<Result['document'], 'container' | 'key' | 'versionId' | 'sha256' | 'kind'>;
  readonly model: Result['model'];
  readonly fields: Readonly<Record<string, MaskedField>>;
  readonly numbers: readonly MaskedNumber[];
  /** How many there are; `numbers` names the first of them. */
  readonly numberCount: number;
  /** Of a cash letter: how many of its checks ended how. */
  readonly items?: ItemCounts;
}

type ItemCounts = Readonly<Record<Result['status'], number>>;

interface MaskedField extends Pick<Field, 'kind' | 'confidence' | 'decision'> {
  readonly masked: string;
}

interface MaskedNumber extends Pick<NumberReading, 'kind' | 'confidence'> {
  /** From 0. */
  readonly page: number;
  readonly masked: string;
}

/** The event of a result under `key` in `bucket`. */
export function resultEvent(bucket: string, key: string, result: Result): ResultEvent {
  const { container, key: documentKey, versionId, sha256, kind } = result.document;
  const numbers = result.pages.flatMap(({ index, numbers: found }) =>
    found.map(({ text, kind: written, confidence }) => ({
      page: index,
      masked: maskDigits(text),
      kind: written,
      confidence,
    })),
  );
  return {
    schemaVersion: 1,
    id: createHash('sha256')
      .update(JSON.stringify([bucket, key]))
      .digest('hex')
      .slice(0, 32),
    status: result.status,
    // Messages are for people who may see the document.
    reasons: result.reasons.slice(0, MAX_LISTED).map(({ message: _, ...reason }) => reason),
    result: { bucket, key },
    document: { container, key: documentKey, sha256, kind, ...(versionId !== undefined && { versionId }) },
    model: { version: result.model.version, sha256: result.model.sha256 },
    fields: Object.fromEntries(Object.entries(result.fields).slice(0, MAX_LISTED).map(maskField)),
    numbers: numbers.slice(0, MAX_LISTED),
    numberCount: numbers.length,
    ...(result.cashLetter !== undefined && { items: countItems(result.cashLetter.items) }),
  };
}

function maskField([name, { kind, raw, confidence, decision }]: [string, Field]): [string, MaskedField] {
  return [name, { kind, masked: maskDigits(raw.slice(0, MAX_LISTED)), confidence, decision }];
}

function countItems(items: readonly { readonly status: Result['status'] }[]): ItemCounts {
  const count = (status: Result['status']) => items.filter((item) => item.status === status).length;
  return { accepted: count('accepted'), review: count('review'), rejected: count('rejected') };
}
