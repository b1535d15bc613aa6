import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { compareKeys } from '../../lib/store/object-key.ts';
import { looksLikeDocument } from './looks-like-document.ts';

/** A document to read: a key in a folder store. */
export interface InputDocument {
  /** Absolute, links resolved. */
  readonly folder: string;
  /** Path below `folder`, with forward slashes. */
  readonly key: string;
  /** As the person who called would name it. */
  readonly shown: string;
}

/** An input that could not be looked at. */
export interface InputProblem {
  readonly shown: string;
  readonly code: 'not-found' | 'storage-failed';
  readonly message: string;
}

export interface ExpandedInputs {
  readonly documents: readonly InputDocument[];
  readonly problems: readonly InputProblem[];
  /** Files in the folders given that do not look like documents. */
  readonly passedOver: number;
}

/** What an earlier run wrote beside its results. */
const OVERLAY_NAME = /\.overlay(-\d+)?\.png$/;

/**
 * Finds the documents behind files and folders. A file is taken whatever it is. A folder is walked with the folders
 * in it, in the order of its keys; hidden files, overlays and the folder `out` are left out, and a linked folder is
 * not entered. A document that is named twice is taken once. An input that is not there is a problem, no exception.
 */
export async function expandInputs(
  inputs: readonly string[],
  options: { readonly cwd: string; readonly out: string },
): Promise<ExpandedInputs> {
  const documents = new Map<string, InputDocument>();
  const problems: InputProblem[] = [];
  let passedOver = 0;
  const out = resolve(options.cwd, options.out);
  const outFolder = await realpath(out).catch(() => out);
  const add = (document: InputDocument) => {
    const path = join(document.folder, document.key);
    if (!documents.has(path)) documents.set(path, document);
  };

  for (const input of inputs) {
    try {
      const path = await realpath(resolve(options.cwd, input));
      if (!(await stat(path)).isDirectory()) {
        add({ folder: dirname(path), key: basename(path), shown: input });
        continue;
      }
      const found = await walk(path, outFolder);
      for (const key of found.keys) add({ folder: path, key, shown: join(input, key) });
      passedOver += found.passedOver;
      for (const { folder, error } of found.closed) problems.push(problemOf(join(input, folder), error));
    } catch (error) {
      problems.push(problemOf(input, error));
    }
  }
  return { documents: [...documents.values()], problems, passedOver };
}

interface Walk {
  readonly keys: readonly string[];
  readonly passedOver: number;
  /** Folders that could not be looked into. */
  readonly closed: readonly { readonly folder: string; readonly error: unknown }[];
}

async function walk(root: string, outFolder: string): Promise<Walk> {
  const keys: string[] = [];
  const closed: Walk['closed'][number][] = [];
  let passedOver = 0;
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      closed.push({ folder, error });
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || OVERLAY_NAME.test(entry.name)) continue;
      const key = folder + entry.name;
      const path = join(root, key);
      if (entry.isDirectory()) {
        if (path !== outFolder) folders.push(`${key}/`);
      } else if (await looksLikeDocument(path)) keys.push(key);
      else passedOver += 1;
    }
  }
  return { keys: keys.sort(compareKeys), passedOver, closed };
}

function problemOf(shown: string, error: unknown): InputProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return { shown, code: 'not-found', message: 'There is no such file or folder; check its name' };
  }
  const why = typeof code === 'string' ? code : String(error);
  return { shown, code: 'storage-failed', message: `It could not be read; check who may read it (${why})` };
}
