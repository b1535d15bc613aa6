import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderError } from '../../lib/store/folder-error.ts';

/**
 * Gives each folder of documents its place for results, so that equal names never meet: a single one writes into
 * `out` itself, several write into one folder each, named after them, with a number behind a name that is taken.
 * The names differ in more than case, as some file systems see none.
 */
export function outputFolders(folders: Iterable<string>, out: string): ReadonlyMap<string, string> {
  const distinct = [...new Set(folders)];
  if (distinct.length === 1) return new Map([[distinct[0]!, out]]);
  const taken = new Set<string>();
  return new Map(
    distinct.map((folder) => {
      // The root of a disk has no name of its own.
      const name = basename(folder) || 'root';
      let free = name;
      for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name}-${count}`;
      taken.add(free.toLowerCase());
      return [folder, join(out, free)];
    }),
  );
}

/** The folder for results cannot be made; the message begins with the code that a store would have given. */
export class OutputFolderError extends Error {
  override readonly name = 'OutputFolderError';
  readonly code: string;

  constructor(folder: string, cause: unknown) {
    const { code, message } = folderError(cause, dirname(folder), basename(folder));
    super(message, { cause });
    this.code = code;
  }
}

/** Makes folders that are not there yet, with those above them. Throws OutputFolderError. */
export async function makeFolders(folders: Iterable<string>): Promise<void> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      throw new OutputFolderError(folder, error);
    }
  }
}
