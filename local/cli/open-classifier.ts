import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier, type LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { MODEL_FOLDER } from './installed-files.ts';
import type { Settings } from './parse-arguments.ts';

/** The classifier that the settings ask for. Throws what `loadModelDirectory` and `openEngine` throw. */
export async function openClassifier({ model: folder, engine: prefer }: Settings): Promise<LocalClassifier> {
  const model = await loadModelDirectory(folder ?? MODEL_FOLDER);
  const engine = await openEngine(prefer === undefined ? {} : { prefer });
  return createLocalClassifier({ model, engine });
}
