import { readFileSync, writeFileSync } from 'node:fs';
import { openDocument } from '../../../lib/decode/open-document.ts';
import { DocumentError } from '../../../lib/document/errors.ts';
import { randomFor } from '../../../local/seeded-random.ts';
import { BOMBS } from './bombs.ts';
import { mutate } from './mutate.ts';
import { VALID_KINDS } from './valid-kinds.ts';

// A process of its own, so that one that dies or fills its memory is seen for what it is.

export type Task =
  | { readonly bomb: number }
  | { readonly kind: number; readonly fromSeed: number; readonly count: number };

export interface Outcome {
  /** A seed that fails is named with its kind: `test/fuzz/hostile/mutate.ts` makes the same bytes again. */
  readonly name: string;
  /** `pages`, the code of a DocumentError, or what else was thrown. */
  readonly end: string;
  readonly named: boolean;
  /** Processor time over all threads: the clock would measure what else the machine does. */
  readonly cpuMs: number;
}

export interface Report {
  readonly outcomes: readonly Outcome[];
  /** The most that the process held during the task, in MB. */
  readonly peakMb: number;
}

async function decode(name: string, bytes: Uint8Array): Promise<Outcome> {
  const start = process.cpuUsage();
  const ended = (end: string, named: boolean): Outcome => {
    const { user, system } = process.cpuUsage(start);
    return { name, end, named, cpuMs: (user + system) / 1_000 };
  };
  try {
    for await (const { image, dpi } of (await openDocument(bytes)).pages()) {
      if (image.data.length !== image.width * image.height || !(dpi > 0)) return ended('broken page', false);
    }
    return ended('pages', true);
  } catch (error) {
    if (error instanceof DocumentError) return ended(error.code, true);
    return ended(error instanceof Error ? (error.stack ?? error.name) : String(error), false);
  }
}

async function run(task: Task): Promise<readonly Outcome[]> {
  if ('bomb' in task) {
    const bomb = BOMBS[task.bomb];
    if (bomb === undefined) return [];
    const bytes = await bomb.build();
    countPeakAnew();
    return [await decode(bomb.name, bytes)];
  }
  const kind = VALID_KINDS[task.kind];
  if (kind === undefined) return [];
  const valid = await kind.build();
  countPeakAnew();
  const outcomes: Outcome[] = [];
  for (let seed = task.fromSeed; seed < task.fromSeed + task.count; seed++) {
    const bytes = mutate(valid, randomFor(task.kind, seed));
    outcomes.push(await decode(`${kind.name}, seed ${seed}`, bytes));
  }
  return outcomes;
}

/** What was drawn and is done with is no part of it (Linux, proc(5)). */
function countPeakAnew(): void {
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5');
}

function peakMb(): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
}

process.on('message', async (task: Task) => {
  process.send?.({ outcomes: await run(task), peakMb: peakMb() } satisfies Report);
});
process.send?.('ready');
