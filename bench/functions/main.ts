import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { chooseStage } from '../../infra/settings.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { exitCodeOf } from '../../local/evaluate/exit-code-of.ts';
import { writeBlocks } from '../doc-blocks.ts';
import { describeMachine, formatMachine } from '../machine.ts';
import { chequeSubject } from '../subjects.ts';
import { measuredTable, percentile, stagesTable } from './measured-table.ts';
import { type FunctionTimes, timeFunctions } from './time-functions.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** What a function has to keep to; docs/performance.md says what it does. */
const MAX_COLD_MS = { segment: 1_500, classify: 700 };
const MAX_MEMORY_SHARE = 0.7;

function parseOptions(words: readonly string[]) {
  const command = new Command('npm run bench:functions --')
    .description(
      'Time the built functions (npm run build) in processes of their own: cold, warm, and their memory.',
    )
    .option('--cold <n>', 'processes started', parseCount, 9)
    .option('--warm <n>', 'cheques in one warm process', parseCount, 60)
    .option(
      '--write',
      'write the figures into docs/performance.md; npm run scaling -- --write goes on from there',
    )
    .exitOverride();
  return command
    .parse(words, { from: 'user' })
    .opts<{ readonly cold: number; readonly warm: number; readonly write?: true }>();
}

function parseCount(word: string): number {
  const count = Number(word);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`Expected a positive integer but received ${word}.`);
}

function report(name: 'segment' | 'classify', memoryMb: number, { cold, warm, peakMb }: FunctionTimes): void {
  say(`${name}, ${memoryMb} MB`);
  const totals = cold.map(({ totalMs }) => totalMs);
  row(
    'cold: Node itself',
    cold.map(({ nodeMs }) => nodeMs),
  );
  row(
    'cold: import',
    cold.map(({ importMs }) => importMs),
  );
  row(
    '  of processor',
    cold.map(({ importCpuMs }) => importCpuMs),
  );
  row(
    'cold: first cheque',
    cold.map(({ firstMs }) => firstMs),
  );
  row('cold: import + first', totals);
  row(
    '  of processor',
    cold.map(({ totalCpuMs }) => totalCpuMs),
  );
  row(
    'warm cheque',
    warm.map((time) => time.ms),
  );
  row(
    '  of processor',
    warm.map(({ cpuMs }) => cpuMs),
  );
  say(
    `  ${'peak memory'.padEnd(22)}${peakMb.toFixed(0).padStart(7)} MB, ${percentOf(peakMb, memoryMb)} of the setting`,
  );
  const fast = Math.min(...totals) <= MAX_COLD_MS[name];
  const small = peakMb <= MAX_MEMORY_SHARE * memoryMb;
  say(`  fastest cold process within ${MAX_COLD_MS[name]} ms: ${yesNo(fast)}`);
  say(`  peak within ${100 * MAX_MEMORY_SHARE} % of the setting: ${yesNo(small)}\n`);
}

function row(label: string, times: readonly number[]): void {
  const figures = [Math.min(...times), percentile(times, 50), percentile(times, 99)].map(ms);
  say(`  ${label.padEnd(22)}min ${figures[0]}   p50 ${figures[1]}   p99 ${figures[2]}`);
}

function percentOf(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}

function yesNo(fact: boolean): string {
  return fact ? 'yes' : 'NO';
}

function ms(value: number): string {
  return `${value.toFixed(0).padStart(5)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit codes: 0 measured, 2 the request cannot be served as it was made, 1 anything else. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const { cold, warm, write } = parseOptions(words);
    if (!existsSync(join(DIST, 'layer/model/manifest.json'))) {
      throw new RequestError('not-found', `Expected the built functions in ${DIST}; run npm run build`);
    }
    const { settings } = chooseStage(() => undefined);
    const memoryMb = { segment: settings.segment.memoryMb, classify: settings.classify.memoryMb };
    const subject = await chequeSubject();
    const machine = describeMachine('tfjs-wasm');
    say(formatMachine(machine));
    say(
      `${subject.name}, ${subject.width} x ${subject.height}, ${cold} cold processes, ${warm} warm cheques\n`,
    );
    const { segment, classify, stages } = await timeFunctions({
      dist: DIST,
      cheque: subject.bytes,
      cold,
      warm,
      memoryMb,
    });
    report('segment', memoryMb.segment, segment);
    report('classify', memoryMb.classify, classify);
    say(`The cheque makes ${classify.calls} calls of classify. Stages of segment, in ms:\n`);
    say(stagesTable(stages));
    if (write) {
      const measured = measuredTable({ machine, segment, classify, memoryMb });
      writeBlocks('performance.md', { measured, stages: stagesTable(stages) });
    }
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
