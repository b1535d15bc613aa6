import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RequestError } from '../../lib/document/errors.ts';

export interface FoundFolder {
  readonly path: string;
  /** The set's name. */
  readonly name: string;
}

/**
 * The folder at `path`, or else under `dataFolder` (the caller's DIGITLIFT_DATA).
 * Throws RequestError `not-found` that says how to name the data.
 */
export async function findFolder(path: string, dataFolder: string | undefined): Promise<FoundFolder> {
  const places = [resolve(path), ...(dataFolder === undefined ? [] : [resolve(dataFolder, path)])];
  for (const place of places) {
    if (await isFolder(place)) return { path: place, name: basename(place) };
  }
  const advice =
    dataFolder === undefined
      ? 'The data to measure on is no part of the project: set DIGITLIFT_DATA to the folder that holds digits/, lines/ and documents/, or name a set of your own.'
      : `DIGITLIFT_DATA is ${dataFolder}: expected the set in it or at the path itself.`;
  throw new RequestError('not-found', `There is no folder ${places.join(' nor ')}. ${advice}`);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
