import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { UNCALIBRATED } from '../../lib/read/calibration.ts';
import { dataFolder } from '../data-folder.ts';
import { exitCodeOf } from './exit-code-of.ts';
import { parseOptions } from './options.ts';
import { PIPELINE, runEvaluate } from './run-evaluate.ts';

/** Exit codes: 0 measured, 2 the request cannot be served as it was made, 1 anything else. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(words);
    await runEvaluate(options, {
      ...PIPELINE,
      openClassifier: async () =>
        createLocalClassifier({ model: await loadModelDirectory(options.model), engine: await openEngine() }),
      loadCalibration: async () => (await loadModelDirectory(options.model)).calibration ?? UNCALIBRATED,
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
