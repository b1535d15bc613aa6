import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import type { Classifier } from '../lib/classify/classifier.ts';
import { openEngine } from '../lib/classify/engine.ts';
import { createLocalClassifier } from '../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../lib/classify/model-directory.ts';
import { STAGES } from '../lib/pipeline/observe.ts';
import { drawBarChart, drawLineChart } from '../local/evaluate/charts.ts';
import { peakRssMb } from '../local/evaluate/documents/summarize.ts';
import { exitCodeOf } from '../local/evaluate/exit-code-of.ts';
import { describeMachine, formatMachine } from './machine.ts';
import { growthPerHundredPages, watchMemory } from './memory.ts';
import { chequeSubject, formSubject } from './subjects.ts';
import { timeStages } from './time-stages.ts';

const OUT = fileURLToPath(new URL('out', import.meta.url));

interface BenchOptions {
  readonly runs: number;
  readonly pages?: number;
  readonly json?: string;
}

function parseOptions(words: readonly string[]): BenchOptions {
  const command = new Command('npm run bench --')
    .description('Measure time for each stage of a page, and memory; charts go to bench/out.')
    .option('--runs <n>', 'times each document is read', parseCount, 15)
    .option('--pages <n>', 'instead, read the cheque n times and watch the memory', parseCount)
    .option('--json <file>', 'write the figures')
    .exitOverride();
  return command.parse(words, { from: 'user' }).opts<BenchOptions>();
}

function parseCount(word: string): number {
  const count = Number(word);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`Expected a positive integer but received ${word}.`);
}

async function benchStages(classifier: Classifier, runs: number) {
  const documents = [];
  for (const subject of [await chequeSubject(), await formSubject()]) {
    const times = await timeStages(subject, classifier, runs);
    documents.push(times);
    const { width, height, numbers, total } = times;
    say(`${subject.name}, ${width} x ${height}, ${numbers} numbers, median of ${runs} runs`);
    for (const stage of STAGES) say(`  ${stage.padEnd(12)}${times.stages[stage].toFixed(1).padStart(8)} ms`);
    const between = total - STAGES.reduce((sum, stage) => sum + times.stages[stage], 0);
    say(`  ${'between'.padEnd(12)}${between.toFixed(1).padStart(8)} ms`);
    say(`  ${'whole'.padEnd(12)}${total.toFixed(1).padStart(8)} ms\n`);
    const rows = [
      ...STAGES.map((stage) => ({ label: stage, value: times.stages[stage] })),
      { label: 'between', value: between },
    ];
    const title = `${subject.name}, ${width} x ${height}: ${total.toFixed(0)} ms`;
    await draw(
      `stages-${subject.name.toLowerCase().replaceAll(' ', '-')}.svg`,
      drawBarChart({ title, unit: 'ms', rows }),
    );
  }
  return { documents };
}

async function benchMemory(classifier: Classifier, pages: number) {
  const subject = await chequeSubject();
  const samples = await watchMemory(subject, classifier, pages, (sample) => {
    if (sample.pages % 100 === 0 || sample.pages === pages) {
      say(`${String(sample.pages).padStart(6)} pages  ${sample.rssMb.toFixed(0).padStart(6)} MB`);
    }
  });
  const growth = growthPerHundredPages(samples);
  say(`Growth after settling: ${growth.toFixed(2)} MB for every 100 pages\n`);
  const points = samples.map((sample) => ({ x: sample.pages, y: sample.rssMb }));
  const title = `Memory over ${pages} pages: ${growth.toFixed(2)} MB growth for every 100`;
  await draw('memory.svg', drawLineChart({ title, xLabel: 'pages', yLabel: 'MB', points }));
  return { pages, growthMbPerHundredPages: growth, samples };
}

async function draw(name: string, svg: string): Promise<void> {
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, name), svg);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit codes: 0 measured, 2 the request cannot be served as it was made, 1 anything else. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const { runs, pages, json } = parseOptions(words);
    const engine = await openEngine();
    const classifier = await createLocalClassifier({ model: await loadModelDirectory(), engine });
    const machine = describeMachine(`${engine.name} ${engine.version}`);
    say(`${formatMachine(machine)}\n`);
    const figures =
      pages === undefined ? await benchStages(classifier, runs) : await benchMemory(classifier, pages);
    say(`Peak memory ${peakRssMb()} MB`);
    if (json !== undefined) {
      await mkdir(dirname(resolve(json)), { recursive: true });
      await writeFile(json, `${JSON.stringify({ machine, peakRssMb: peakRssMb(), ...figures })}\n`);
    }
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
