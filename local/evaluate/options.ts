import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Country } from '../../lib/fields/country.ts';
import type { Binarization } from '../../lib/preprocess/separate-ink.ts';
import { DEFAULT_MAX_MISREAD } from '../../lib/read/calibration.ts';
import type { ReadingWeights } from '../../lib/read/weigh-readings.ts';
import { parseCountry, parseDay } from '../field-options.ts';
import { parseMisreadRate } from '../misread-rate.ts';
import { VARIATIONS, type Variation } from './documents/variations.ts';
import type { Script } from './guess-script.ts';
import type { LineSplit } from './line-splits.ts';

export type Kind = 'digits' | 'lines' | 'documents';

export interface EvaluateOptions {
  readonly kind: Kind;
  readonly folder: string;
  readonly json?: string;
  readonly split?: LineSplit;
  readonly maxMisread: number;
  readonly script?: Script;
  readonly limit?: number;
  readonly sheet?: string;
  readonly overlays?: string;
  readonly charts?: string;
  readonly weigh?: ReadingWeights;
  readonly model?: string;
  readonly corruptions?: boolean;
  readonly binarization?: Binarization;
  readonly country?: Country;
  readonly today?: string;
  readonly templates?: string;
  readonly variation?: Variation;
}

/**
 * Parses the words after `npm run evaluate --`. Throws CommanderError for a wrong one, and for `--help`, which it
 * prints to stdout.
 */
export function parseOptions(words: readonly string[]): EvaluateOptions {
  const command = new Command('npm run evaluate --')
    .description(
      'Measure the reader on a folder of labelled pictures, in the shapes that docs/accuracy.md describes.',
    )
    .addArgument(new Argument('<kind>', 'what the folder holds').choices(['digits', 'lines', 'documents']))
    .argument('<folder>', 'the set; looked for under DIGITLIFT_DATA when there is none at this path')
    .option('--json <file>', 'write the machine-readable report')
    .addOption(
      new Option(
        '--split <name>',
        'digits: train or test; lines, documents: a part of a set of which a part is trained on (default: test)',
      ).choices(['train', 'validation', 'test', 'all']),
    )
    .option(
      '--max-misread <rate>',
      'lines, documents: share of wrong readings that can be lived with',
      parseMisreadRate,
      DEFAULT_MAX_MISREAD,
    )
    .addOption(
      new Option('--script <name>', 'lines: how they are written').choices(['digits', 'e13b', 'cmc7']),
    )
    .option('--model <folder>', 'other weights than those of model-layer')
    .option('--limit <n>', 'take only n, evenly spread over the set', parseCount)
    .option('--sheet <file>', 'contact sheet of the errors (default: out/evaluate-<kind>-<set>.png)')
    .option(
      '--weigh <frames,lattice>',
      'lines: how much each of the two readings counts, such as 1,0 for the line network alone',
      parseWeights,
    )
    .option('--charts <folder>', 'lines: draw reliability and read against misread rate as SVG')
    .option(
      '--corruptions',
      'digits: read them damaged in fifteen ways too, inverted, bitonal and in other sizes',
    )
    .option('--overlays <folder>', 'documents: draw what was read over every page')
    .addOption(
      new Option('--binarization <name>', 'documents: how ink is told from paper').choices([
        'sauvola',
        'adaptive-mean',
        'otsu',
      ]),
    )
    .option(
      '--country <code>',
      "documents: whose cheques they are (default: as each one's MICR line shows)",
      parseCountry,
    )
    .option('--today <date>', 'documents: about when they are presented', parseDay)
    .option('--templates <dir>', 'documents: folder of templates (default: those that come with the project)')
    .addOption(
      new Option(
        '--variation <name>',
        'documents: deliver each one in another way; only the fields then have figures that count',
      ).choices(Object.keys(VARIATIONS)),
    )
    .exitOverride();
  command.parse(words, { from: 'user' });
  const [kind, folder] = command.processedArgs as [Kind, string];
  return { ...command.opts<Omit<EvaluateOptions, 'kind' | 'folder'>>(), kind, folder };
}

function parseCount(word: string): number {
  const count = Number(word);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`Expected a positive integer but received ${word}.`);
}

function parseWeights(word: string): ReadingWeights {
  const [frames, lattice, ...rest] = word
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (frames !== undefined && lattice !== undefined && frames >= 0 && lattice >= 0 && frames + lattice > 0) {
    if (rest.length === 0) return { frames, lattice };
  }
  throw new InvalidArgumentError(`Expected two weights of at least 0, not both 0, but received ${word}.`);
}
