import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The path of a file of a set. Throws an Error that says what is missing and where it was looked for. */
export async function requireFile(root: string, set: string, file: string): Promise<string> {
  const path = join(root, set, file);
  try {
    await access(path);
  } catch {
    throw new Error(
      `Set ${set} is missing: looked for ${path}. Point --data or DIGITLIFT_DATA at the data folder, or leave the set out with --sets`,
    );
  }
  return path;
}

export interface LabelRow {
  readonly file: string;
  readonly text: string;
  /** `[digit, x, y, width, height]` in pixels; empty where the set has none. */
  readonly boxes: readonly (readonly [string, number, number, number, number])[];
}

/** The rows of a `labels.tsv`, without its head. */
export async function readLabels(root: string, set: string): Promise<readonly LabelRow[]> {
  const text = await readFile(await requireFile(root, set, 'labels.tsv'), 'utf8');
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [file, label, boxes] = line.split('\t');
      return { file: join(root, set, file!), text: label!, boxes: boxes ? parseBoxes(boxes) : [] };
    });
}

function parseBoxes(json: string): LabelRow['boxes'] {
  const boxes = JSON.parse(json) as (string | number)[][];
  return boxes.map(([digit, x, y, width, height]) => [
    String(digit),
    Number(x),
    Number(y),
    Number(width),
    Number(height),
  ]);
}
