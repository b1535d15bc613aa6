#!/usr/bin/env node
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { FolderStore } from '../../lib/store/folder-store.ts';
import { EXIT_BROKEN_PIPE, EXIT_INTERRUPTED } from './exit-codes.ts';
import { openClassifier } from './open-classifier.ts';
import { run } from './run.ts';

/** npm and tsx pass on a signal that the terminal has sent to this process already: one Ctrl-C may arrive as three. */
const SAME_SIGNAL_MS = 1_000;

const interruption = new AbortController();
let interruptedAt = Number.NEGATIVE_INFINITY;
process.on('SIGINT', () => {
  const since = performance.now() - interruptedAt;
  if (!interruption.signal.aborted) {
    interruptedAt = performance.now();
    interruption.abort();
  } else if (since > SAME_SIGNAL_MS) process.exit(EXIT_INTERRUPTED);
});

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the output (`head`, a pager) is gone: there is nobody left to read for.
    if (error.code === 'EPIPE') process.exit(EXIT_BROKEN_PIPE);
    throw error;
  });
}

process.exitCode = await run(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    signal: interruption.signal,
    colours: process.stdout.isTTY === true && process.stderr.isTTY === true && !process.env.NO_COLOR,
    now: () => performance.now(),
  },
  { extract: extractDocument, openStore: (folder) => new FolderStore(folder), openClassifier },
);
