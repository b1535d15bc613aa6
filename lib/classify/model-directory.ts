import { access, constants, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RequestError } from '../document/errors.ts';
import { loadModel, type Model, type ReadModelFile } from './load-model.ts';

// The one file of this room that reads the disk.

/** `model-layer/` of this project. Right from the sources only: whoever bundles this file names the directory. */
export const DEFAULT_MODEL_DIRECTORY = fileURLToPath(new URL('../../model-layer', import.meta.url));

/** Loads the model of a directory. Throws what `loadModel` throws, and RequestError `not-found` for an absent file. */
export async function loadModelDirectory(directory: string = DEFAULT_MODEL_DIRECTORY): Promise<Model> {
  return loadModel(directoryReader(directory));
}

export function directoryReader(directory: string): ReadModelFile {
  return async (name) => {
    if (name !== basename(name)) {
      throw new RequestError(
        'model-invalid',
        `Expected a plain file name but received ${JSON.stringify(name)}`,
      );
    }
    try {
      return await readFile(join(directory, name));
    } catch (error) {
      throw new RequestError(
        'not-found',
        `Expected the file ${name} in the model directory ${directory}`,
        error,
      );
    }
  };
}

/** The first of `names` that does not lie in `directory`, or cannot be read there. */
export async function findMissingFile(
  directory: string,
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names) {
    try {
      await access(join(directory, name), constants.R_OK);
    } catch {
      return name;
    }
  }
  return undefined;
}
