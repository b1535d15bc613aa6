import { CommanderError } from 'commander';
import { DigitliftError } from '../../lib/document/errors.ts';

/**
 * What a measuring command ends with: 0 after its help, 2 when the request cannot be served as it was made (its message goes to
 * stderr). Any other error is thrown again.
 */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof DigitliftError) || error.retryable) throw error;
  process.stderr.write(`${error.message}\n`);
  return 2;
}
