import { join } from 'node:path';
import * as z from 'zod/mini';
import { RequestError } from '../../../lib/document/errors.ts';
import type { Box } from '../../../lib/document/geometry.ts';
import { readText } from './read-text.ts';

/** What is known of one document, as `truth.jsonl` states it. */
export interface DocumentTruth {
  /** Relative to the set's folder. */
  readonly file: string;
  /** By two letters; left out where the truth does not say. */
  readonly country?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly numbers: readonly TruthNumber[];
  /** Where things lie on the page, by the source's own names; a thing may lie in several places. */
  readonly boxes: Readonly<Record<string, readonly Box[]>>;
}

export interface TruthNumber {
  readonly text: string;
  readonly box?: Box;
  /** From 0. */
  readonly page: number;
  /** The field that it fills, where the truth says so. */
  readonly field?: string;
}

const side = z.number().check(z.minimum(0));
const boxSchema = z.tuple([z.number(), z.number(), side, side]);

const numberSchema = z.object({
  text: z.string(),
  box: z.optional(boxSchema),
  page: z.optional(z.int().check(z.minimum(0))),
  field: z.optional(z.string()),
});

const truthSchema = z.object({
  file: z.string().check(z.minLength(1)),
  country: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  numbers: z.optional(z.array(z.union([z.string(), numberSchema]))),
  boxes: z.optional(z.record(z.string(), z.union([boxSchema, z.array(boxSchema)]))),
});

type TruthLine = z.infer<typeof truthSchema>;
type BoxTuple = z.infer<typeof boxSchema>;

/** Reads `truth.jsonl` of a folder. Throws RequestError naming file, line and what was expected. */
export async function readTruth(folder: string): Promise<readonly DocumentTruth[]> {
  const path = join(folder, 'truth.jsonl');
  return parseTruth(await readText(path, 'the truth of the documents'), path);
}

/** Parses one JSON object a line; keys that it does not know are left alone. Throws as `readTruth` does. */
export function parseTruth(content: string, path: string): readonly DocumentTruth[] {
  const truths: DocumentTruth[] = [];
  for (const [index, line] of content.split(/\r?\n/u).entries()) {
    if (line.trim() !== '') truths.push(parseLine(line, `${path} line ${index + 1}`));
  }
  return truths;
}

function parseLine(line: string, place: string): DocumentTruth {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new RequestError('bad-request', `${place}: expected one JSON object but it does not parse`, cause);
  }
  const parsed = truthSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const where = issue.path.length === 0 ? 'an object' : `another value at ${issue.path.join('.')}`;
    throw new RequestError('bad-request', `${place}: expected ${where} (${issue.message})`);
  }
  const truth = parsed.data;
  if (truth.fields === undefined && truth.numbers === undefined) {
    throw new RequestError('bad-request', `${place}: expected fields, numbers or both but received neither`);
  }
  return {
    file: truth.file,
    ...(truth.country !== undefined && { country: truth.country }),
    fields: Object.fromEntries(
      Object.entries(truth.fields ?? {}).map(([name, text]) => [name, String(text)]),
    ),
    numbers: (truth.numbers ?? []).map(toNumber),
    boxes: Object.fromEntries(
      Object.entries(truth.boxes ?? {}).map(([name, boxes]) => [name, toBoxes(boxes)]),
    ),
  };
}

function toNumber(number: NonNullable<TruthLine['numbers']>[number]): TruthNumber {
  if (typeof number === 'string') return { text: number, page: 0 };
  const { text, box, page = 0, field } = number;
  return { text, page, ...(box && { box: toBox(box) }), ...(field !== undefined && { field }) };
}

function toBoxes(boxes: BoxTuple | readonly BoxTuple[]): readonly Box[] {
  return isOneBox(boxes) ? [toBox(boxes)] : boxes.map(toBox);
}

function isOneBox(boxes: BoxTuple | readonly BoxTuple[]): boxes is BoxTuple {
  return typeof boxes[0] === 'number';
}

function toBox([x, y, width, height]: BoxTuple): Box {
  return { x, y, width, height };
}
