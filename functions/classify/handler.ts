import type { Classifier } from '../../lib/classify/classifier.ts';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { CROP_SIZE } from '../../lib/document/image.ts';
import { createHandler } from './create-handler.ts';
import { getModelDirectory, getWasmDirectory } from './env.ts';

export const handler = createHandler(openClassifier);

async function openClassifier(): Promise<Classifier> {
  const [model, engine] = await Promise.all([
    loadModelDirectory(getModelDirectory()),
    openEngine({ wasmDirectory: getWasmDirectory() }),
  ]);
  const classifier = await createLocalClassifier({ model, engine });
  // A network's first run compiles its kernels and packs its weights: have that before the first call. Networks for lines are run once
  // when they are opened.
  await classifier.classify({ count: 1, data: new Uint8Array(CROP_SIZE * CROP_SIZE) });
  return classifier;
}
