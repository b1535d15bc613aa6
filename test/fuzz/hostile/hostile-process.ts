import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../../../scripts/build-bundle.ts';
import type { Report, Task } from './worker.ts';

const PROJECT = join(import.meta.dirname, '../../..');

export interface HostileDecoders {
  /** Does one task after the other in a process of their own. Rejects when that dies. */
  run(tasks: readonly Task[]): Promise<readonly Report[]>;
  remove(): Promise<void>;
}

/** The decoders, bundled as the segment function bundles them, for bare Node processes. */
export async function buildHostileDecoders(): Promise<HostileDecoders> {
  const parent = join(PROJECT, 'node_modules/.cache');
  await mkdir(parent, { recursive: true });
  // Below the project: sharp and PDFium are found upwards from there.
  const folder = await mkdtemp(join(parent, 'hostile-'));
  const outfile = join(folder, 'worker.mjs');
  await bundle({ project: PROJECT, entry: 'test/fuzz/hostile/worker.ts', outfile });
  return {
    async run(tasks) {
      const child = fork(outfile, [], {
        execArgv: ['--expose-gc'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      try {
        await nextMessage(child);
        const reports: Report[] = [];
        for (const task of tasks) {
          const report = nextMessage(child);
          child.send(task);
          reports.push((await report) as Report);
        }
        return reports;
      } finally {
        child.kill('SIGKILL');
      }
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(new Error(`Expected an answer but the process ended (${signal ?? code})`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
