import { CommanderError } from 'commander';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { DigitliftError } from '../../lib/document/errors.ts';
import { parseOptions } from './options.ts';
import { PIPELINE, runEvaluate } from './run-evaluate.ts';

/** Exit codes: 0 measured, 2 the request cannot be served as it was made, 1 anything else. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(words);
    const dataFolder = process.env.DIGITLIFT_DATA;
    await runEvaluate(options, {
      ...PIPELINE,
      openClassifier: async () =>
        createLocalClassifier({ model: await loadModelDirectory(), engine: await openEngine() }),
      stdout: process.stdout,
      stderr: process.stderr,
      ...(dataFolder !== undefined && dataFolder !== '' && { dataFolder }),
    });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof DigitliftError) || error.retryable) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
