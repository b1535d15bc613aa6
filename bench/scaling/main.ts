import { Command } from 'commander';
import { chooseStage } from '../../infra/settings.ts';
import { readPage, writeBlocks } from '../doc-blocks.ts';
import { workOf } from './measured.ts';
import { scalingBlocks } from './tables.ts';

function main(words: readonly string[]): void {
  const { write } = new Command('npm run scaling --')
    .description(
      'Work out concurrency and cost from what docs/performance.md says a cheque takes (npm run bench:functions -- --write).',
    )
    .option('--write', 'write the tables into docs/scaling.md')
    .parse(words, { from: 'user' })
    .opts<{ readonly write?: true }>();
  const blocks = scalingBlocks(workOf(readPage('performance.md')), chooseStage(() => undefined).settings);
  for (const block of Object.values(blocks)) process.stdout.write(`${block}\n\n`);
  if (write) writeBlocks('scaling.md', blocks);
}

main(process.argv.slice(2));
