import { TransientError } from '../document/errors.ts';

/** Throws TransientError `deadline-exceeded` once `signal` is aborted. */
export function checkDeadline(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new TransientError(
      'deadline-exceeded',
      'Stopped between two pages: the time for this document is up',
      signal.reason,
    );
  }
}
