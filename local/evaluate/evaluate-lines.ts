import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import type { LookOptions } from '../../lib/pipeline/look-again.ts';
import type { LineReading } from '../../lib/pipeline/read-line.ts';
import type { Acceptance } from '../../lib/read/calibration.ts';
import type { SheetTile } from './contact-sheet.ts';
import type { LineSplit } from './line-splits.ts';
import {
  type Answer,
  acceptedAt,
  expectedCalibrationError,
  readRateAtMisread,
  reliabilityBins,
} from './metrics/confidence.ts';
import { editDistance } from './metrics/edit-distance.ts';
import type { Progress } from './progress.ts';
import type { LinesReport, ReadingError } from './report.ts';
import type { LabelRow } from './shapes/labels.ts';
import { loadPicture } from './shapes/load-picture.ts';

export interface LineSet {
  readonly name: string;
  readonly folder: string;
  /** The part of the set that the rows are; left out for a set without parts. */
  readonly split?: LineSplit;
  readonly rows: readonly LabelRow[];
}

export interface LinesOptions {
  readonly readLine: ReadLine;
  readonly progress: Progress;
  readonly maxTiles: number;
  /** The share of wrong strings among the accepted that the caller can live with, and the threshold for it. */
  readonly maxMisread: number;
  readonly acceptance: Acceptance;
}

export interface LinesEvaluation {
  readonly report: LinesReport;
  /** One for each line. */
  readonly answers: readonly Answer[];
  /** The errors' pictures, the surest first. */
  readonly tiles: readonly SheetTile[];
}

/** Bins of the reliability diagram: each a tenth wide, as people read it. */
const RELIABILITY_BINS = 10;

export type ReadLine = (
  image: GreyImage,
  classifier: Classifier,
  options?: LookOptions,
) => Promise<Pick<LineReading, 'text' | 'confidence'>>;

/** Reads every line of a set of digit strings and compares whole strings. */
export async function evaluateLines(
  set: LineSet,
  classifier: Classifier,
  options: LinesOptions,
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
  const answers = readings.map(answerOf);
  return {
    report: {
      kind: 'lines',
      set: set.name,
      ...(set.split !== undefined && { split: set.split }),
      n: readings.length,
      metrics: {
        exact: answers.filter(({ correct }) => correct).length / answers.length,
        cer: characterErrorRate(readings),
        readAtMisread: {
          '0.01': readRateAtMisread(answers, 0.01),
          '0.001': readRateAtMisread(answers, 0.001),
        },
        ece: expectedCalibrationError(answers),
        accepted: {
          maxMisread: options.maxMisread,
          threshold: options.acceptance.confidence,
          ...(options.acceptance.shown !== undefined && { shown: options.acceptance.shown }),
          ...acceptedAt(answers, options.acceptance.confidence),
        },
        msPerItem: milliseconds / answers.length,
      },
      reliability: reliabilityBins(answers, RELIABILITY_BINS),
      errors,
    },
    answers,
    tiles: await Promise.all(surest.map((error) => tile(set.folder, error))),
  };
}

function answerOf({ truth, read, confidence }: ReadingError): Answer {
  // A line in which nothing was found goes to a person however sure the reader is of that.
  return { confidence: read === '' ? 0 : confidence, correct: read === truth };
}

function characterErrorRate(readings: readonly ReadingError[]): number {
  const total = (of: (reading: ReadingError) => number) =>
    readings.reduce((sum, reading) => sum + of(reading), 0);
  return total(({ truth, read }) => editDistance(truth, read)) / total(({ truth }) => truth.length);
}

async function tile(folder: string, { file, truth, read, confidence }: ReadingError): Promise<SheetTile> {
  return {
    picture: await loadPicture(join(folder, file)),
    caption: [`${truth} -> ${read === '' ? '(nothing)' : read} ${confidence.toFixed(2)}`],
  };
}
