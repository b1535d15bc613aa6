import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import type { LineReading } from '../../lib/pipeline/read-line.ts';
import type { SheetTile } from './contact-sheet.ts';
import { type Answer, expectedCalibrationError, readRateAtMisread } from './metrics/confidence.ts';
import { editDistance } from './metrics/edit-distance.ts';
import type { Progress } from './progress.ts';
import type { LinesReport, ReadingError } from './report.ts';
import type { LabelRow } from './shapes/labels.ts';
import { loadPicture } from './shapes/load-picture.ts';

export interface LineSet {
  readonly name: string;
  readonly folder: string;
  readonly rows: readonly LabelRow[];
}

export interface LinesEvaluation {
  readonly report: LinesReport;
  /** The errors' pictures, the surest first. */
  readonly tiles: readonly SheetTile[];
}

export type ReadLine = (image: GreyImage, classifier: Classifier) => Promise<LineReading>;

/** Reads every line of a set of digit strings and compares whole strings. */
export async function evaluateLines(
  set: LineSet,
  classifier: Classifier,
  options: { readonly readLine: ReadLine; readonly progress: Progress; readonly maxTiles: number },
): Promise<LinesEvaluation> {
  const readings: ReadingError[] = [];
  let milliseconds = 0;
  for (const { file, text } of set.rows) {
    const picture = await loadPicture(join(set.folder, file));
    const started = performance.now();
    const { text: read, confidence } = await options.readLine(picture, classifier);
    milliseconds += performance.now() - started;
    readings.push({ file, truth: text.replaceAll(/\s/gu, ''), read, confidence });
    options.progress.advance();
  }
  const errors = readings.filter(({ truth, read }) => read !== truth);
  const surest = [...errors].sort((a, b) => b.confidence - a.confidence).slice(0, options.maxTiles);
  return {
    report: {
      kind: 'lines',
      set: set.name,
      n: readings.length,
      metrics: figures(readings, milliseconds),
      errors,
    },
    tiles: await Promise.all(surest.map((error) => tile(set.folder, error))),
  };
}

function figures(readings: readonly ReadingError[], milliseconds: number): LinesReport['metrics'] {
  const answers: Answer[] = readings.map(({ truth, read, confidence }) => ({
    // A line in which nothing was found goes to a person however sure the reader is of that.
    confidence: read === '' ? 0 : confidence,
    correct: read === truth,
  }));
  const total = (of: (reading: ReadingError) => number) =>
    readings.reduce((sum, reading) => sum + of(reading), 0);
  return {
    exact: answers.filter(({ correct }) => correct).length / answers.length,
    cer: total(({ truth, read }) => editDistance(truth, read)) / total(({ truth }) => truth.length),
    readAtMisread: {
      '0.01': readRateAtMisread(answers, 0.01),
      '0.001': readRateAtMisread(answers, 0.001),
    },
    ece: expectedCalibrationError(answers),
    msPerItem: milliseconds / answers.length,
  };
}

async function tile(folder: string, { file, truth, read, confidence }: ReadingError): Promise<SheetTile> {
  return {
    picture: await loadPicture(join(folder, file)),
    caption: [`${truth} -> ${read === '' ? '(nothing)' : read} ${confidence.toFixed(2)}`],
  };
}
