import type { DocumentError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import { type PageResult, RESULT_SCHEMA_VERSION, type Reason, type Result } from '../document/result.ts';
import type { DocumentReading } from './read-document.ts';

type DocumentIdentity = Omit<Result['document'], 'kind'>;

/** A number under this confidence is for a person to look at, until fields bring thresholds of their own. */
const REVIEW_CONFIDENCE = 0.9;

/** The result of a document that could be read: `accepted` when nothing asks for a person's look, else `review`. */
export function readResult(identity: DocumentIdentity, { kind, pages, model }: DocumentReading): Result {
  const reasons = pages.flatMap(reviewReasons);
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    document: { ...identity, kind },
    status: reasons.length === 0 ? 'accepted' : 'review',
    reasons,
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

function reviewReasons(page: PageResult): Reason[] {
  if (page.numbers.length === 0) return [{ code: 'no-numbers', page: page.index }];
  const unsure = page.numbers.some(({ confidence }) => confidence < REVIEW_CONFIDENCE);
  return unsure ? [{ code: 'low-confidence', page: page.index }] : [];
}

function identityOf({ version, sha256 }: ModelIdentity): Result['model'] {
  return { version, sha256 };
}
