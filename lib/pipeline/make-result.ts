import type { DocumentError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import {
  type AcceptanceRule,
  type PageResult,
  RESULT_SCHEMA_VERSION,
  type Reason,
  type Result,
} from '../document/result.ts';
import type { ExpectedValues } from '../fields/expected-values.ts';
import { judge } from '../fields/verdict.ts';
import { type CalibrationTable, thresholdFor } from '../read/calibration.ts';
import type { DocumentReading } from './read-document.ts';

type DocumentIdentity = Omit<Result['document'], 'kind'>;

/** What a caller knows of a document, to judge its fields by. */
export interface Knowledge {
  /** The day on which it is presented, ISO 8601. */
  readonly today?: string | undefined;
  readonly expected?: ExpectedValues | undefined;
}

/** Without these a cheque cannot be paid. */
const CHEQUE_FIELDS = ['micr', 'amount', 'date'];

/**
 * The result of a document that could be read: `accepted` when nothing asks for a person's look, else `review`. Of the
 * numbers and fields that are accepted at most the share `maxMisread` may be wrong. A document with fields is judged by them,
 * any other by all of its numbers. Throws what `thresholdFor` and `judge` throw.
 */
export function readResult(
  identity: DocumentIdentity,
  { kind, pages, fields: read, country, model, calibration }: DocumentReading,
  maxMisread: number,
  { today, expected }: Knowledge = {},
): Result {
  const acceptance = acceptanceOf(calibration, maxMisread);
  const judged = judge(read, {
    ...thresholdsOf(calibration, maxMisread),
    required: Object.hasOwn(read, 'micr') ? CHEQUE_FIELDS : [],
    ...(country !== undefined && { country }),
    ...(today !== undefined && { today }),
    ...(expected !== undefined && { expected }),
  });
  const isPlain = Object.keys(read).length === 0 && expected === undefined;
  const reasons = isPlain ? pages.flatMap((page) => reviewReasons(page, acceptance)) : judged.reasons;
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    document: { ...identity, kind },
    status: reasons.length === 0 ? 'accepted' : 'review',
    reasons,
    acceptance,
    pages,
    fields: judged.fields,
    ...(judged.presentment !== undefined && { presentment: judged.presentment }),
    model: identityOf(model),
  };
}

/** The result of a document that can never be read; its one reason has the error's code. */
export function rejectedResult(
  identity: DocumentIdentity,
  error: DocumentError,
  model: ModelIdentity,
): Result {
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    document: { ...identity, kind: 'unknown' },
    status: 'rejected',
    reasons: [{ code: error.code, message: error.message }],
    pages: [],
    fields: {},
    model: identityOf(model),
  };
}

/** Which numbers are accepted. Throws what `thresholdFor` throws. */
export function acceptanceOf(calibration: CalibrationTable, maxMisread: number): AcceptanceRule {
  const { confidence, shown } = thresholdFor(calibration, maxMisread);
  return { maxMisread, threshold: roundUp(confidence), ...(shown !== undefined && { shown }) };
}

/** The thresholds that fields are judged by: `acceptanceOf`'s, and that of the reader of MICR lines. Throws what it throws. */
export function thresholdsOf(calibration: CalibrationTable, maxMisread: number) {
  const { threshold } = acceptanceOf(calibration, maxMisread);
  const micr = calibration.micr && roundUp(thresholdFor(calibration.micr, maxMisread).confidence);
  return { threshold, ...(micr !== undefined && { micrThreshold: micr }) };
}

/** To the four places that confidences have, so that one is at least as high exactly when it was before. */
function roundUp(threshold: number): number {
  return Math.ceil(threshold * 10_000 - 1e-6) / 10_000;
}

function reviewReasons(page: PageResult, { threshold }: AcceptanceRule): Reason[] {
  if (page.numbers.length === 0) return [{ code: 'no-numbers', page: page.index }];
  const unsure = page.numbers.some(({ confidence }) => confidence < threshold);
  return unsure ? [{ code: 'low-confidence', page: page.index }] : [];
}

function identityOf({ version, sha256 }: ModelIdentity): Result['model'] {
  return { version, sha256 };
}
