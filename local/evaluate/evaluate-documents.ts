import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { DigitliftError } from '../../lib/document/errors.ts';
import { groupBy } from '../../lib/document/group-by.ts';
import { judge } from '../../lib/fields/verdict.ts';
import type {
  CandidateTrace,
  DocumentReading,
  PageReading,
  ReadOptions,
} from '../../lib/pipeline/read-document.ts';
import type { SheetTile } from './contact-sheet.ts';
import { cropPlace } from './crop-place.ts';
import type { FieldOutcome } from './documents/field-outcome.ts';
import { resultName } from './documents/field-truth.ts';
import {
  type DocumentScore,
  type PlacedMiss,
  type ScoredReading,
  scoreDocument,
} from './documents/score-document.ts';
import { summarizeDocuments } from './documents/summarize.ts';
import { variantsOf } from './documents/variants.ts';
import type { LineSplit } from './line-splits.ts';
import type { Progress } from './progress.ts';
import type { DocumentError, DocumentsReport } from './report.ts';
import type { DocumentTruth } from './shapes/truth.ts';
import { spread } from './spread.ts';

export interface DocumentSet {
  readonly name: string;
  readonly folder: string;
  readonly truths: readonly DocumentTruth[];
  /** Left out for a set without parts. */
  readonly split?: LineSplit;
}

export interface DocumentsEvaluation {
  readonly report: DocumentsReport;
  /** Places at which something was missed, from documents all over the set. */
  readonly tiles: readonly SheetTile[];
  /** Files that could not be read, each with the reason. */
  readonly failures: readonly { readonly file: string; readonly message: string }[];
}

export type ReadDocument = (
  bytes: Uint8Array,
  classifier: Classifier,
  options?: ReadOptions,
) => Promise<DocumentReading>;

export interface DocumentsOptions {
  readonly readDocument: ReadDocument;
  readonly progress: Progress;
  /** Lowest confidence that is accepted. */
  readonly threshold: number;
  /** The same of MICR lines. @default `threshold` */
  readonly micrThreshold?: number;
  readonly maxTiles: number;
  /** What is done to each document before it is read. @default nothing */
  readonly vary?: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Called with each page as it was read, to draw it. */
  readonly onPage?: (file: string, page: PageReading) => Promise<void>;
}

/** Pixels around a missed place, to see what it was joined with or cut from. */
const TILE_MARGIN = 12;

/** Reads every document of a set, one after the other, and compares its numbers with the truth. */
export async function evaluateDocuments(
  set: DocumentSet,
  classifier: Classifier,
  options: DocumentsOptions,
): Promise<DocumentsEvaluation> {
  const variants = variantsOf(set.truths.map(({ file }) => file));
  const scores: DocumentScore[] = [];
  const tiles: SheetTile[] = [];
  const failures: { file: string; message: string }[] = [];
  let milliseconds = 0;
  for (const truth of set.truths) {
    const started = performance.now();
    const outcome = await readOne(join(set.folder, truth.file), truth.file, classifier, options);
    milliseconds += performance.now() - started - outcome.drawingMs;
    if (outcome.failure !== undefined) failures.push({ file: truth.file, message: outcome.failure });
    const variant = variants.get(truth.file);
    const score = scoreDocument(truth, outcome.read, {
      candidates: outcome.candidates,
      ...(variant !== undefined && { variant }),
    });
    scores.push(score);
    if (outcome.first) {
      tiles.push(...fieldTiles(score.fields, outcome.read?.fields ?? {}, outcome.first));
      tiles.push(...missTiles(score.misses, outcome.first));
    }
    options.progress.advance();
  }
  const { name, folder, truths, ...part } = set;
  const figures = { ...part, set: name, failed: failures.length, milliseconds };
  return { report: summarizeDocuments(scores, figures), tiles: spread(tiles, options.maxTiles), failures };
}

interface Outcome {
  readonly read?: ScoredReading;
  /** The first page, kept until its misses are cut out; pictures of all pages could be 3 GB. */
  readonly first?: PageReading;
  readonly candidates: ReadonlyMap<number, readonly CandidateTrace[]>;
  readonly failure?: string;
  /** Spent on pictures for people, which is no part of reading. */
  readonly drawingMs: number;
}

async function readOne(
  path: string,
  file: string,
  classifier: Classifier,
  { readDocument, onPage, threshold, micrThreshold = threshold, vary }: DocumentsOptions,
): Promise<Outcome> {
  let first: PageReading | undefined;
  const candidates = new Map<number, readonly CandidateTrace[]>();
  let drawingMs = 0;
  const readOptions: ReadOptions = {
    onPage: async (page) => {
      first ??= page;
      candidates.set(page.result.index, page.candidates);
      const started = performance.now();
      await onPage?.(file, page);
      drawingMs += performance.now() - started;
    },
  };
  try {
    const { pages, fields, country } = await readDocument(
      vary ? await vary(await readFile(path)) : await readFile(path),
      classifier,
      readOptions,
    );
    const judged = judge(fields, {
      threshold,
      micrThreshold,
      ...(country !== undefined && { country }),
    });
    return { read: { pages, fields: judged.fields }, candidates, drawingMs, ...(first && { first }) };
  } catch (error) {
    // A document that is at fault is a figure of the report; anything else is a fault of the program.
    if ((error instanceof DigitliftError && !error.retryable) || isFileProblem(error))
      return { failure: error.message, candidates, drawingMs };
    throw error;
  }
}

/** One tile for each field that was read wrong, of the place that it was read in. */
function fieldTiles(
  outcomes: readonly FieldOutcome[],
  fields: ScoredReading['fields'],
  { picture, result }: PageReading,
): SheetTile[] {
  return outcomes.flatMap(({ error }) => {
    const field = error && fields[resultName(error.field)];
    if (field?.box === undefined || field.page !== result.index) return [];
    const crop = cropPlace(picture, field.box, TILE_MARGIN);
    const said = `${error!.truth} -> ${error!.read || '(nothing)'} ${error!.confidence.toFixed(2)}`;
    const how = `${error!.accepted ? 'accepted' : 'review'} - ${error!.field} ${error!.file.replace(/^images\//u, '')}`;
    return crop === undefined ? [] : [{ picture: crop, caption: [said, how] }];
  });
}

/** One tile for each place, as the strings of a MICR line lie at one. */
function missTiles(misses: readonly PlacedMiss[], { picture, result }: PageReading): SheetTile[] {
  const here = misses.filter(({ place }) => place?.page === result.index);
  const places = groupBy(here, ({ place }) => JSON.stringify(place!.box));
  return [...places.values()].flatMap((ofPlace) => {
    const crop = cropPlace(picture, ofPlace[0]!.place!.box, TILE_MARGIN);
    return crop === undefined ? [] : [{ picture: crop, caption: caption(ofPlace.map(({ error }) => error)) }];
  });
}

function caption(errors: readonly DocumentError[]): string[] {
  const { file, field = '', confidence } = errors[0]!;
  const list = (words: readonly string[]) => [...new Set(words)].join(', ');
  const reads = list(errors.map(({ read }) => (read === '' ? '(nothing)' : read)));
  return [
    `${list(errors.map(({ truth }) => truth))} -> ${reads} ${confidence.toFixed(2)}`,
    `${list(errors.map(({ cause }) => cause))} - ${field} ${file.replace(/^images\//u, '')}`,
  ];
}

function isFileProblem(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
}
