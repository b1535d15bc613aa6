import { formatDocument, formatFailure } from './format-document.ts';
import type { OutputStream } from './progress.ts';
import type { DocumentOutcome } from './read-batch.ts';

export interface ReporterOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly colours: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Knows what goes where: with `json` stdout is for machines alone, with `quiet` people hear of errors only. */
export interface Reporter {
  /** Something good to know. */
  tell(text: string): void;
  /** Something that went wrong. */
  warn(text: string): void;
  /** An input or a document of which nothing was read. */
  failure(failure: { readonly shown: string; readonly code: string; readonly message: string }): void;
  /** What became of a document. */
  outcome(outcome: DocumentOutcome): void;
}

export function createReporter({ stdout, stderr, colours, json, quiet }: ReporterOptions): Reporter {
  const reporter: Reporter = {
    tell: (text) => {
      if (!quiet) (json ? stderr : stdout).write(text);
    },
    warn: (text) => {
      stderr.write(text);
    },
    failure: ({ shown, code, message }) => {
      stderr.write(formatFailure(shown, 'failed', `${code}: ${message}`, colours));
    },
    outcome: (outcome) => {
      const { shown } = outcome.document;
      if (outcome.kind === 'failed') {
        reporter.failure({ shown, code: outcome.code, message: outcome.message });
        // A fault of this program: whoever reports it needs the place.
        if (outcome.code === 'unexpected' && outcome.error instanceof Error) {
          stderr.write(`${outcome.error.stack}\n`);
        }
        return;
      }
      const { result, milliseconds } = outcome;
      if (json) stdout.write(`${JSON.stringify(result)}\n`);
      const text = formatDocument({ shown, result, milliseconds }, colours);
      if (quiet && result.status === 'rejected') reporter.warn(text);
      else reporter.tell(text);
    },
  };
  return reporter;
}
