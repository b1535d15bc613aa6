import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { RequestError } from '../../../lib/document/errors.ts';
import type { GreyImage } from '../../../lib/document/image.ts';
import { readIdxFile } from './idx.ts';
import { readLabels } from './labels.ts';
import { loadPicture } from './load-picture.ts';

export type Split = 'train' | 'test';

/** Pictures of one character each. */
export interface GlyphSet {
  readonly name: string;
  readonly split?: Split;
  readonly glyphs: readonly GlyphPicture[];
  /** Photographed or scanned, so that paper and ink have to be told apart first; else clean, as in MNIST. */
  readonly photographed: boolean;
}

export interface GlyphPicture {
  /** File name, or the index in an IDX file. */
  readonly file: string;
  /** The character, or a word for it. */
  readonly text: string;
  load(): Promise<GreyImage>;
}

/**
 * Opens a folder of IDX files (labels are digits, or indices into `classes.json` where there is one), or of
 * pictures with `labels.tsv`. Without `split`, `test` files are taken if there are any, else `train`.
 * Throws RequestError naming what is missing or wrong.
 */
export async function openGlyphSet(folder: string, split?: Split): Promise<GlyphSet> {
  const chosen = split ?? (idxPath(folder, 'test', 'images') === undefined ? 'train' : 'test');
  const images = idxPath(folder, chosen, 'images');
  if (images !== undefined) return openIdxSet(folder, chosen, images);
  if (!existsSync(join(folder, 'labels.tsv'))) {
    throw new RequestError(
      'not-found',
      `${folder}: expected ${chosen}-images-idx3-ubyte or its .gz, or labels.tsv, but found neither`,
    );
  }
  if (split !== undefined) {
    throw new RequestError(
      'bad-request',
      `${folder}: it is not split into train and test; leave --split out`,
    );
  }
  const rows = await readLabels(folder);
  const glyphs = rows.map(({ file, text }) => ({ file, text, load: () => loadPicture(join(folder, file)) }));
  return { name: basename(folder), glyphs, photographed: true };
}

async function openIdxSet(folder: string, split: Split, imagesPath: string): Promise<GlyphSet> {
  const labelsPath = idxPath(folder, split, 'labels');
  if (labelsPath === undefined) {
    throw new RequestError(
      'not-found',
      `${folder}: expected ${split}-labels-idx1-ubyte or its .gz but found none`,
    );
  }
  const images = await readIdxFile(imagesPath);
  const labels = await readIdxFile(labelsPath);
  const [count, height, width] = images.dimensions;
  if (images.dimensions.length !== 3 || count === undefined || height === undefined || width === undefined) {
    throw new RequestError(
      'bad-request',
      `${imagesPath}: expected 3 dimensions (count, rows, columns) but received ${images.dimensions.length}`,
    );
  }
  if (labels.dimensions.length !== 1 || labels.data.length !== count) {
    throw new RequestError(
      'bad-request',
      `${labelsPath}: expected ${count} labels, one for each picture, but received ${labels.data.length}`,
    );
  }
  const classes = await readClasses(folder);
  const glyphs = Array.from(labels.data, (label, index) => {
    const text = classes[label];
    if (text === undefined) {
      throw new RequestError(
        'bad-request',
        `${labelsPath} label ${index}: expected 0 to ${classes.length - 1} but received ${label}`,
      );
    }
    const size = width * height;
    const image = { width, height, data: images.data.subarray(index * size, (index + 1) * size) };
    return { file: String(index), text, load: () => Promise.resolve(image) };
  });
  return { name: basename(folder), split, glyphs, photographed: false };
}

async function readClasses(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'classes.json');
  if (!existsSync(path)) return ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const parsed = z.array(z.string()).safeParse(parseJson(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new RequestError('bad-request', `${path}: expected a JSON list with one name for each label`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idxPath(folder: string, split: Split, part: 'images' | 'labels'): string | undefined {
  const plain = join(folder, `${split}-${part}-idx${part === 'images' ? 3 : 1}-ubyte`);
  return [`${plain}.gz`, plain].find((path) => existsSync(path));
}
