import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RequestError } from '../../lib/document/errors.ts';

export interface FoundFolder {
  readonly path: string;
  /** The set's name. */
  readonly name: string;
}

/**
 * The folder at `path`, or else under `root`, where the data lie.
 * Throws RequestError `not-found` that says how to name the data.
 */
export async function findFolder(path: string, root: string): Promise<FoundFolder> {
  const places = [resolve(path), resolve(root, path)];
  for (const place of places) {
    if (await isFolder(place)) return { path: place, name: basename(place) };
  }
  throw new RequestError(
    'not-found',
    `There is no folder ${places.join(' nor ')}. The data to measure on is no part of the project: set DIGITLIFT_DATA to the folder that holds digits/, lines/ and documents/, or name a set of your own.`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
