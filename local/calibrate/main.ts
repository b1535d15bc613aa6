import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { readLine } from '../../lib/pipeline/read-line.ts';
import { readMicrLine } from '../../lib/pipeline/read-micr-line.ts';
import { dataFolder } from '../data-folder.ts';
import { exitCodeOf } from '../evaluate/exit-code-of.ts';
import { parseOptions } from './options.ts';
import { runCalibrate } from './run-calibrate.ts';

/** Exit codes: 0 calibrated, 2 the request cannot be served as it was made, 1 anything else. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(words);
    await runCalibrate(options, {
      openClassifier: async (model) => createLocalClassifier({ model, engine: await openEngine() }),
      readLine,
      readMicrLine,
      stdout: process.stdout,
      stderr: process.stderr,
      dataFolder: dataFolder(),
    });
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
