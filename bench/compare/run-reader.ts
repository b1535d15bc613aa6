import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EndMessage, ReadMessage } from '../peers/serve-lines.ts';
import type { Reader } from './readers.ts';

export interface ReaderRun extends EndMessage {
  /** In the order of the pictures. */
  readonly readings: readonly ReadMessage[];
}

/** Libraries that start threads of their own accord are held to one. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', VIPS_CONCURRENCY: '1' };
/** Of what a reader said before it failed. */
const LAST_WORDS = 400;

/**
 * Lets a reader read the pictures at `paths` in a process of its own; its list of them is left in `folder`. Throws Error with the
 * reader's last words when it ends badly or does not answer for every picture.
 */
export async function runReader(
  reader: Reader,
  paths: readonly string[],
  options: { readonly folder: string; readonly detect: boolean; readonly onReading: () => void },
): Promise<ReaderRun> {
  const list = join(options.folder, `${reader.id}.json`);
  await writeFile(list, JSON.stringify(paths));
  const [program, ...words] = reader.command;
  const flags = options.detect ? [...reader.flags, '--detect'] : reader.flags;
  const child = spawn(program, [...words, list, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ONE_THREAD },
  });
  let lastWords = '';
  child.stderr.on('data', (said: Buffer) => {
    lastWords = (lastWords + said.toString()).slice(-LAST_WORDS);
  });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? '' : `it ended with ${code ?? signal}`));
  });
  const readings: ReadMessage[] = [];
  let end: EndMessage | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as ReadMessage | EndMessage;
    if ('text' in message) {
      readings.push(message);
      options.onReading();
    } else {
      end = message;
    }
  }
  const failure = await ended;
  if (failure === '' && end !== undefined && readings.length === paths.length) return { ...end, readings };
  throw new Error(
    `${reader.name} read ${readings.length} of ${paths.length} pictures${failure === '' ? '' : `: ${failure}`}. ${lastWords.trim().replaceAll(/\s+/gu, ' ')}`,
  );
}
