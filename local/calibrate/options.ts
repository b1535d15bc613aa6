import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_MODEL_DIRECTORY } from '../../lib/classify/model-directory.ts';

export interface CalibrateOptions {
  /** Folders of lines, or their places under DIGITLIFT_DATA. */
  readonly folders: readonly string[];
  /** Folder of the model that is measured, and gets the calibration. */
  readonly out: string;
  readonly certainty: number;
}

/**
 * Parses the words after `npm run calibrate --`. Throws CommanderError for a wrong one, and for `--help`, which it prints
 * to stdout.
 */
export function parseOptions(words: readonly string[]): CalibrateOptions {
  const command = new Command('npm run calibrate --')
    .description(
      'Measure on validation lines how often the reader is right when it is so sure, and write that into the model. ' +
        'Of a set of which a part is trained on, only the validation lines are read; any other is read whole, so do not ' +
        'measure on it afterwards.',
    )
    .argument(
      '<folder...>',
      'sets of lines (labels.tsv and pictures); looked for under DIGITLIFT_DATA when there is none at this path',
    )
    .option('--out <folder>', 'the model', DEFAULT_MODEL_DIRECTORY)
    .option('--certainty <share>', 'that all thresholds keep their misread rates', parseCertainty, 0.95)
    .exitOverride();
  command.parse(words, { from: 'user' });
  return { ...command.opts<Omit<CalibrateOptions, 'folders'>>(), folders: command.processedArgs[0] };
}

function parseCertainty(word: string): number {
  const certainty = Number(word);
  if (certainty > 0 && certainty < 1) return certainty;
  throw new InvalidArgumentError(`Expected a share over 0 and under 1 but received ${word}.`);
}
