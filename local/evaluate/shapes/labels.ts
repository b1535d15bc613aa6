import { join } from 'node:path';
import * as z from 'zod/mini';
import { RequestError } from '../../../lib/document/errors.ts';
import type { Box } from '../../../lib/document/geometry.ts';
import { readText } from './read-text.ts';

/** One row of a set's `labels.tsv`. */
export interface LabelRow {
  /** Relative to the set's folder. */
  readonly file: string;
  readonly text: string;
  /** Where each digit lies in the picture; empty when the set does not say. */
  readonly boxes: readonly { readonly digit: string; readonly box: Box }[];
}

const side = z.number().check(z.minimum(0));
const boxesSchema = z.array(z.tuple([z.union([z.string(), z.number()]), z.number(), z.number(), side, side]));

/** Reads `labels.tsv` of a folder. Throws RequestError naming file, line and what was expected. */
export async function readLabels(folder: string): Promise<readonly LabelRow[]> {
  const path = join(folder, 'labels.tsv');
  return parseLabels(await readText(path, 'the labels of the pictures'), path);
}

/**
 * Parses the header `file`, `text` and (not in every set) `boxes`, then a row for each picture, tab-separated.
 * Throws RequestError `bad-request` naming `path`, the line and what was expected.
 */
export function parseLabels(content: string, path: string): readonly LabelRow[] {
  const lines = content.split(/\r?\n/u);
  if (lines.at(-1) === '') lines.pop();
  const header = lines[0]?.split('\t') ?? [];
  if (header[0] !== 'file' || header[1] !== 'text' || (header.length > 2 && header[2] !== 'boxes')) {
    throw problem(path, 1, 'the header file, text, boxes, separated by tabs', lines[0] ?? 'an empty file');
  }
  return lines.slice(1).map((line, index) => parseRow(line, path, index + 2));
}

function parseRow(line: string, path: string, number: number): LabelRow {
  const cells = line.split('\t');
  const [file, text, boxes = ''] = cells;
  if (cells.length < 2 || cells.length > 3 || file === undefined || text === undefined) {
    throw problem(path, number, '2 or 3 columns (file, text, boxes)', `${cells.length}`);
  }
  if (file === '') throw problem(path, number, 'the name of a picture in the first column', 'nothing');
  if (text === '') throw problem(path, number, 'the text of the picture in the second column', 'nothing');
  return { file, text, boxes: boxes === '' ? [] : parseBoxes(boxes, path, number) };
}

function parseBoxes(cell: string, path: string, number: number): LabelRow['boxes'] {
  const parsed = boxesSchema.safeParse(parseJson(cell));
  if (!parsed.success) throw problem(path, number, 'boxes as [[digit, x, y, w, h], ...]', cell.slice(0, 60));
  return parsed.data.map(([digit, x, y, width, height]) => ({
    digit: String(digit),
    box: { x, y, width, height },
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem(path: string, line: number, expected: string, received: string): RequestError {
  return new RequestError(
    'bad-request',
    `${path} line ${line}: expected ${expected} but received ${received}`,
  );
}
