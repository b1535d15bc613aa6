#!/usr/bin/env node
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { FolderStore } from '../../lib/store/folder-store.ts';
import { EXIT_BROKEN_PIPE } from './exit-codes.ts';
import { openClassifier } from './open-classifier.ts';
import { run } from './run.ts';

const interruption = new AbortController();
// Once: a second Ctrl-C ends the process at once, as nobody listens any more.
process.once('SIGINT', () => interruption.abort());

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
