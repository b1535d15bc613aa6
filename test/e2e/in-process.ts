import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier, type LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';

export const PROJECT = join(import.meta.dirname, '../..');
export const MODEL = join(PROJECT, 'model-layer');
const SAMPLES_FOLDER = join(PROJECT, 'samples/documents');

/** File names of the documents that the project draws itself: every accepted type is among them. */
export const SAMPLES: readonly string[] = readdirSync(SAMPLES_FOLDER).filter((name) =>
  /\.(png|jpe?g|tiff?|pdf)$/.test(name),
);

export function readSample(name: string): Promise<Uint8Array> {
  return readFile(join(SAMPLES_FOLDER, name));
}

/** A model, the shipped one if none is named, over the engine that the layer holds. */
export async function openLocalClassifier(model = MODEL): Promise<LocalClassifier> {
  return createLocalClassifier({
    model: await loadModelDirectory(model),
    engine: await openEngine({ prefer: 'wasm' }),
  });
}
