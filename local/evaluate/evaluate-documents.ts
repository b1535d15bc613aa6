import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { DigitliftError } from '../../lib/document/errors.ts';
import type { PageResult } from '../../lib/document/result.ts';
import type {
  CandidateTrace,
  DocumentReading,
  PageReading,
  ReadOptions,
} from '../../lib/pipeline/read-document.ts';
import type { SheetTile } from './contact-sheet.ts';
import { cropPlace } from './crop-place.ts';
import { type DocumentScore, type PlacedMiss, scoreDocument } from './documents/score-document.ts';
import { summarizeDocuments } from './documents/summarize.ts';
import { variantsOf } from './documents/variants.ts';
import type { Progress } from './progress.ts';
import type { DocumentsReport } from './report.ts';
import type { DocumentTruth } from './shapes/truth.ts';

export interface DocumentSet {
  readonly name: string;
  readonly folder: string;
  readonly truths: readonly DocumentTruth[];
}

export interface DocumentsEvaluation {
  readonly report: DocumentsReport;
  /** The places of what was missed, document by document. */
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
  readonly maxMisread: number;
  readonly maxTiles: number;
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
    const score = scoreDocument(truth, outcome.pages, {
      candidates: outcome.candidates,
      ...(variant !== undefined && { variant }),
    });
    scores.push(score);
    if (outcome.first) tiles.push(...missTiles(score.misses, outcome.first, options.maxTiles - tiles.length));
    options.progress.advance();
  }
  const figures = { set: set.name, failed: failures.length, milliseconds, maxMisread: options.maxMisread };
  return { report: summarizeDocuments(scores, figures), tiles, failures };
}

interface Outcome {
  readonly pages?: readonly PageResult[];
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
  { readDocument, onPage }: DocumentsOptions,
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
    const { pages } = await readDocument(await readFile(path), classifier, readOptions);
    return { pages, candidates, drawingMs, ...(first && { first }) };
  } catch (error) {
    // A document that is at fault is a figure of the report; anything else is a fault of the program.
    if ((error instanceof DigitliftError && !error.retryable) || isFileProblem(error))
      return { failure: error.message, candidates, drawingMs };
    throw error;
  }
}

function missTiles(
  misses: readonly PlacedMiss[],
  { picture, result }: PageReading,
  room: number,
): SheetTile[] {
  return misses
    .flatMap(({ error, place }) => {
      const crop = place?.page === result.index ? cropPlace(picture, place.box, TILE_MARGIN) : undefined;
      if (crop === undefined) return [];
      const read = error.read === '' ? '(nothing)' : error.read;
      return [
        {
          picture: crop,
          caption: [
            `${error.truth} -> ${read} ${error.confidence.toFixed(2)}`,
            `${error.cause} - ${error.field ?? ''} ${error.file.replace(/^images\//u, '')}`,
          ],
        },
      ];
    })
    .slice(0, Math.max(0, room));
}

function isFileProblem(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
}
