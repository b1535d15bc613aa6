import { Command, InvalidArgumentError } from 'commander';
import { chooseStage } from '../../infra/settings.ts';
import { PEERS_PER_THOUSAND } from './prices.ts';
import { concurrency, costPerThousand, type DocumentWork, segmentDuration } from './scale.ts';

const RATES = [1, 100, 10_000];

function parseWork(words: readonly string[]): DocumentWork {
  const milliseconds = (word: string) => {
    const value = Number(word);
    if (word.trim() !== '' && value >= 0) return value;
    throw new InvalidArgumentError(`Expected a number of at least 0 but received ${word}.`);
  };
  const command = new Command('npm run scaling --')
    .description('Work out concurrency and cost from what one document takes (npm run bench:functions).')
    .requiredOption('--segment-ms <ms>', 'processor time of segment', milliseconds)
    .requiredOption('--classify-ms <ms>', 'processor time of all its calls of classify', milliseconds)
    .requiredOption('--calls <n>', 'calls of classify', milliseconds)
    .option('--wait-ms <ms>', 'time spent waiting for S3, Invoke and EventBridge', milliseconds, 150);
  const options = command.parse(words, { from: 'user' }).opts<Record<string, number>>();
  return {
    segmentSeconds: options.segmentMs! / 1_000,
    classifySeconds: options.classifyMs! / 1_000,
    classifyCalls: options.calls!,
    waitSeconds: options.waitMs! / 1_000,
  };
}

function main(words: readonly string[]): void {
  const work = parseWork(words);
  const { segment, classify } = chooseStage(() => undefined).settings;
  say(
    `A document keeps segment for ${segmentDuration(work).toFixed(2)} s, classify for ${work.classifySeconds.toFixed(2)} s\n`,
  );
  say('| documents a second | segment at once | classify at once | together |\n|---|---|---|---|');
  for (const rate of RATES) {
    const calls = concurrency(work, rate);
    say(`| ${count(rate)} | ${count(calls.segment)} | ${count(calls.classify)} | ${count(calls.total)} |`);
  }
  const memory = { segmentMb: segment.memoryMb, classifyMb: classify.memoryMb };
  const [x86, arm] = (['x86_64', 'arm64'] as const).map((architecture) =>
    costPerThousand(work, { ...memory, architecture }),
  );
  say('\n| US dollars for 1,000 documents | x86_64 | arm64 |\n|---|---|---|');
  for (const [name, dollars] of Object.entries(x86!)) {
    say(`| ${name} | ${dollars.toFixed(4)} | ${arm![name]!.toFixed(4)} |`);
  }
  say(`| **together** | **${sum(x86!).toFixed(3)}** | **${sum(arm!).toFixed(3)}** |`);
  for (const [name, dollars] of Object.entries(PEERS_PER_THOUSAND)) {
    say(`| ${name} | ${dollars.toFixed(2)} | ${(dollars / sum(x86!)).toFixed(0)} times as much |`);
  }
}

function sum(costs: Readonly<Record<string, number>>): number {
  return Object.values(costs).reduce((total, dollars) => total + dollars, 0);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2));
