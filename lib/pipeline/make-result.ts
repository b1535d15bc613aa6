import type { DocumentError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import {
  type AcceptanceRule,
  type PageResult,
  RESULT_SCHEMA_VERSION,
  type Reason,
  type Result,
} from '../document/result.ts';
import { type CalibrationTable, thresholdFor } from '../read/calibration.ts';
import type { DocumentReading } from './read-document.ts';

type DocumentIdentity = Omit<Result['document'], 'kind'>;

/**
 * The result of a document that could be read: `accepted` when nothing asks for a person's look, else `review`. Of the
 * numbers that are accepted at most the share `maxMisread` may be wrong. Throws what `thresholdFor` throws.
 */
export function readResult(
  identity: DocumentIdentity,
  { kind, pages, model, calibration }: DocumentReading,
  maxMisread: number,
): Result {
  const acceptance = acceptanceOf(calibration, maxMisread);
  const reasons = pages.flatMap((page) => reviewReasons(page, acceptance));
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    document: { ...identity, kind },
    status: reasons.length === 0 ? 'accepted' : 'review',
    reasons,
    acceptance,
    pages,
    fields: {},
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
