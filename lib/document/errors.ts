/** Why a document can never be read, whatever is tried: the document ends as `rejected`. */
export type PermanentErrorCode =
  | 'empty-file'
  | 'unsupported-type'
  | 'too-many-bytes'
  | 'too-many-pixels'
  | 'too-few-pixels'
  | 'too-many-pages'
  | 'too-many-records'
  | 'too-many-items'
  | 'no-pages'
  | 'corrupt'
  | 'encrypted'
  | 'bad-metadata';

/** Why a request cannot be served as it was made: the caller has to change it. */
export type RequestErrorCode =
  | 'bad-request'
  | 'not-found'
  | 'key-outside-store'
  | 'not-configured'
  | 'model-invalid'
  | 'template-invalid';

/** Why the job failed this time: a retry may succeed. */
export type TransientErrorCode =
  | 'storage-full'
  | 'storage-failed'
  | 'classifier-failed'
  | 'deadline-exceeded'
  | 'event-failed';

export type ErrorCode = PermanentErrorCode | RequestErrorCode | TransientErrorCode;

/**
 * Base of every error that Digitlift throws on purpose. The message names the thing and says what to do;
 * it never holds anything personal, so it may be logged.
 */
export class DigitliftError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable;
  }
}

/** The document itself is at fault: retrying is useless, its result says `rejected` with this code. */
export class DocumentError extends DigitliftError {
  declare readonly code: PermanentErrorCode;

  constructor(code: PermanentErrorCode, message: string, cause?: unknown) {
    super(code, message, { retryable: false, cause });
  }
}

/** The request is at fault: a wrong key, an unknown packing version, a missing setting. */
export class RequestError extends DigitliftError {
  declare readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string, cause?: unknown) {
    super(code, message, { retryable: false, cause });
  }
}

/** Something outside failed for now; throwing it lets the queue deliver the message again. */
export class TransientError extends DigitliftError {
  declare readonly code: TransientErrorCode;

  constructor(code: TransientErrorCode, message: string, cause?: unknown) {
    super(code, message, { retryable: true, cause });
  }
}
