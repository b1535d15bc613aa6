import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { RequestError } from '../../lib/document/errors.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import { chooseLines } from '../evaluate/choose-part.ts';
import type { FoundFolder } from '../evaluate/find-folder.ts';
import { seenText } from '../evaluate/label-mistakes.ts';
import { lineSplit, SPLIT_LINE_SETS, SPLIT_MICR_SETS } from '../evaluate/line-splits.ts';
import type { Progress } from '../evaluate/progress.ts';
import { type LabelRow, readLabels } from '../evaluate/shapes/labels.ts';
import { loadPicture } from '../evaluate/shapes/load-picture.ts';
import type { RawAnswer } from './fit-map.ts';

/** The lines of one set that may be calibrated on. */
export interface ValidationSet {
  readonly name: string;
  readonly folder: string;
  readonly rows: readonly LabelRow[];
  /** Lines of magnetic ink characters, which have a reader of their own. */
  readonly isMicr: boolean;
}

/** Reads a picture of one line; what it says of older calibrations does not count. */
export type ReadRaw = (
  picture: GreyImage,
  classifier: Classifier,
) => Promise<{ readonly text: string; readonly rawConfidence: number }>;

/** What was read of a set; a line in which nothing was found has no answer, as it is never accepted. */
export interface ValidationAnswers {
  readonly name: string;
  readonly isMicr: boolean;
  readonly lines: number;
  /** In the order of the set, so that lines of one hand stand together. */
  readonly answers: readonly RawAnswer[];
}

/** Throws RequestError `bad-request` for a set without lines to calibrate on, and what `readLabels` throws. */
export async function openValidationSet({ name, path }: FoundFolder): Promise<ValidationSet> {
  const all = await readLabels(path);
  const { rows } = chooseLines(all, name, isSplit(name) ? 'validation' : 'all');
  if (rows.length > 0) return { name, folder: path, rows, isMicr: SPLIT_MICR_SETS.includes(name) };
  const found = all.length === 0 ? 'it is empty' : `all ${all.length} are for ${partsOf(name, all)}`;
  throw new RequestError('bad-request', `${path}: expected at least one line for validation but ${found}`);
}

const isSplit = (name: string) => SPLIT_LINE_SETS.includes(name) || SPLIT_MICR_SETS.includes(name);

/** Reads every line and says how sure the reader was, and whether rightly. */
export async function readValidationSet(
  { name, folder, rows, isMicr }: ValidationSet,
  classifier: Classifier,
  options: { readonly readLine: ReadRaw; readonly progress: Progress },
): Promise<ValidationAnswers> {
  const answers: RawAnswer[] = [];
  for (const { file, text } of rows) {
    const reading = await options.readLine(await loadPicture(join(folder, file)), classifier);
    const truth = seenText(name, file, text).replaceAll(/\s/gu, '');
    if (reading.text !== '') {
      answers.push({ raw: reading.rawConfidence, correct: reading.text === truth });
    }
    options.progress.advance();
  }
  return { name, isMicr, lines: rows.length, answers };
}

function partsOf(name: string, rows: readonly LabelRow[]): string {
  return [...new Set(rows.map((row) => lineSplit(name, row)))].join(' and ');
}
