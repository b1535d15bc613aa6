import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { type LineSplit, SPLIT_LINE_SETS } from '../../local/evaluate/line-splits.ts';
import { READERS } from './readers.ts';

export interface CompareOptions {
  readonly folders: readonly string[];
  /** Without it the test lines of a set that is split, all of any other. */
  readonly split?: LineSplit;
  readonly limit?: number;
  readonly reader?: readonly string[];
  readonly preparations: boolean;
  readonly json?: string;
  readonly chart: string;
}

/** Parses the words after `npm run bench:peers --`. Throws CommanderError for a wrong one, and for `--help`. */
export function parseOptions(words: readonly string[]): CompareOptions {
  const ids = READERS.map(({ id }) => id);
  const command = new Command('npm run bench:peers --')
    .description(
      'Read the same lines with Digitlift and with other readers (npm ci --prefix bench/peers; bash scripts/install-rapidocr.sh).',
    )
    .addArgument(
      new Argument('[folders...]', 'sets of lines; looked for under DIGITLIFT_DATA too').default(
        SPLIT_LINE_SETS.map((set) => `lines/${set}`),
      ),
    )
    .addOption(
      new Option('--split <part>', 'lines of a set that is split: which of them (default: test)').choices([
        'train',
        'validation',
        'test',
        'all',
      ]),
    )
    .option('--limit <n>', 'take only n of each set, evenly spread over it', parseCount)
    .addOption(new Option('--reader <id...>', 'only these').choices(ids))
    .option('--preparations', 'try every preparation of the pictures, to choose one for each reader', false)
    .option('--json <file>', 'write the machine-readable report')
    .option('--chart <file>', 'the bar chart', 'bench/out/peers.svg')
    .exitOverride();
  command.parse(words, { from: 'user' });
  const [folders] = command.processedArgs as [string[]];
  const options = command.opts<Omit<CompareOptions, 'folders'>>();
  if (options.preparations && options.split !== 'train') {
    command.error('error: --preparations chooses, so it reads training lines alone: add --split train');
  }
  return { ...options, folders };
}

function parseCount(word: string): number {
  const count = Number(word);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`Expected a positive integer but received ${word}.`);
}
