import { type Classifier, STRIP_NETWORKS } from '../../lib/classify/classifier.ts';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { CROP_SIZE, STRIP_HEIGHT } from '../../lib/document/image.ts';
import { createHandler } from './create-handler.ts';
import { getModelDirectory, getWasmDirectory } from './env.ts';

export const handler = createHandler(openClassifier);

/** Of a strip with nothing on it. */
const BLANK_COLUMNS = 64;

async function openClassifier(): Promise<Classifier> {
  const [model, engine] = await Promise.all([
    loadModelDirectory(getModelDirectory()),
    openEngine({ wasmDirectory: getWasmDirectory() }),
  ]);
  const classifier = await createLocalClassifier({ model, engine });
  // A network's first run compiles its kernels and packs its weights: have that before the first call.
  await classifier.classify({ count: 1, data: new Uint8Array(CROP_SIZE * CROP_SIZE) });
  const strip = { widths: [BLANK_COLUMNS], data: new Uint8Array(STRIP_HEIGHT * BLANK_COLUMNS) };
  for (const network of STRIP_NETWORKS) await classifier.readStrips(strip, undefined, network);
  return classifier;
}
