import { readFile } from 'node:fs/promises';
import { RequestError } from '../../../lib/document/errors.ts';

/** The text of a file that a set must have. Throws RequestError `not-found` that says what it is for. */
export async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new RequestError('not-found', `${path}: expected ${what} but there is no such file to read`, cause);
  }
}
