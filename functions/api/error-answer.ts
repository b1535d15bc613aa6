import { DigitliftError, type ErrorCode } from '../../lib/document/errors.ts';
import type { ErrorAnswer } from './schemas.ts';

/** All that a log line of the API may hold. */
export interface ApiLogLine {
  readonly event: 'request';
  readonly route: string;
  readonly status: number;
  readonly code?: string;
  /** Names of the error's class and of its cause. */
  readonly names?: readonly string[];
}

/** What a caller is told of an error, and what of it goes into the log. Messages of other errors may hold anything: neither. */
export function errorAnswer(error: unknown): {
  readonly status: number;
  readonly body: ErrorAnswer;
  readonly line: Pick<ApiLogLine, 'code' | 'names'>;
} {
  const names = error instanceof Error ? [error.name, ...causeName(error)] : [];
  if (!(error instanceof DigitliftError)) {
    return { status: 500, body: failed('unknown'), line: { code: 'unknown', names } };
  }
  const { code, message } = error;
  const status = statusOf(error);
  // Why the service itself failed names buckets: that is for the log, and there by its code alone.
  const body = status >= 500 ? failed(code) : { error: { code, message } };
  return { status, body, line: { code, names } };
}

function statusOf({ code, retryable }: DigitliftError): number {
  if (retryable) return 503;
  const statuses: Partial<Record<ErrorCode, number>> = {
    'bad-request': 400,
    'empty-file': 400,
    'not-found': 404,
    'too-many-bytes': 413,
  };
  return statuses[code] ?? 500;
}

function failed(code: string): ErrorAnswer {
  return { error: { code, message: 'The service failed for now; try again later' } };
}

function causeName({ cause }: Error): string[] {
  return cause instanceof Error ? [cause.name] : [];
}
