import type { Classification, Classifier } from '../classify/classifier.ts';
import type { DecodedPage } from '../decode/open-document.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { PageResult, QuarterTurn } from '../document/result.ts';
import { normalizeGlyph } from '../preprocess/normalize-glyph.ts';
import { type PreparedPage, preparePage, surveyPage } from '../preprocess/prepare-page.ts';
import type { Binarization } from '../preprocess/separate-ink.ts';
import { findNumbers, type LineNumbers } from '../read/find-numbers.ts';
import type { CandidateScores } from '../read/lattice.ts';
import { cutOut } from '../segment/cut-out.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import { chooseTurn } from './choose-turn.ts';
import type { Observe, Stage } from './observe.ts';
import type { PageReading } from './read-document.ts';
import { describeCandidates, describeNumber } from './report.ts';

export interface ReadPageOptions {
  readonly signal?: AbortSignal;
  readonly observe?: Observe;
  /** @default 'sauvola' */
  readonly binarization?: Binarization;
}

/** Numbers less likely than this are not worth a person's look: most are letters. */
const LEAST_CONFIDENCE = 0.1;

/** Most of what stands on a page is text. */
const READ = { digitPrior: 0.3 };

/** Reads one page: turn, prepare, segment, normalize, classify, read. */
export async function readPage(
  page: DecodedPage,
  classifier: Classifier,
  options: ReadPageOptions = {},
): Promise<{ reading: PageReading; model: ModelIdentity }> {
  const { axis } = surveyPage(page);
  const first = await lookAt(page, axis === 'down' ? 90 : 0, classifier, options);
  const turned = await chooseTurn(
    first.lines,
    first.crops,
    first.classification,
    classifier,
    axis,
    options.signal,
  );
  const turn = ((first.prepared.turned + turned) % 360) as QuarterTurn;
  const look = turn === first.prepared.turned ? first : await lookAt(page, turn, classifier, options);
  const { prepared, lines, classification } = look;

  const end = begin(options, 'read', page.index);
  const { classes } = classification.model;
  const scores = rowsOf(classification);
  const read: LineNumbers[] = [];
  let next = 0;
  for (const line of lines) {
    read.push(findNumbers(line, scores.slice(next, next + line.candidates.length), classes, READ));
    next += line.candidates.length;
  }
  const kept = read.map((line) => line.numbers.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE));
  next = 0;
  const numbers: PageResult['numbers'][number][] = [];
  const candidates: PageReading['candidates'][number][] = [];
  lines.forEach((line, i) => {
    const of = { line, scores: scores.slice(next, next + line.candidates.length), classes, page: prepared };
    next += line.candidates.length;
    for (const number of kept[i]!) numbers.push(describeNumber(number, of));
    candidates.push(...describeCandidates(kept[i]!, read[i]!.reading, of));
  });
  end();
  const result: PageResult = {
    index: page.index,
    width: page.image.width,
    height: page.image.height,
    dpi: page.dpi,
    dpiSource: page.dpiSource,
    turned: prepared.turned,
    skew: prepared.skew,
    quality: prepared.quality,
    numbers,
  };
  return { reading: { result, picture: page.image, candidates }, model: classification.model };
}

interface Look {
  readonly prepared: PreparedPage;
  readonly lines: readonly TextLine[];
  readonly crops: CropBatch;
  readonly classification: Classification;
}

async function lookAt(
  page: DecodedPage,
  turn: QuarterTurn,
  classifier: Classifier,
  options: ReadPageOptions,
): Promise<Look> {
  const { binarization, signal } = options;
  let end = begin(options, 'preprocess', page.index);
  const prepared = await preparePage(page, { turn, ...(binarization === undefined ? {} : { binarization }) });
  end();
  end = begin(options, 'segment', page.index);
  const lines = segmentPage(prepared);
  end();
  end = begin(options, 'normalize', page.index);
  const crops = cropsOf(lines, prepared);
  end();
  end = begin(options, 'classify', page.index);
  const classification = await classifier.classify(crops, signal);
  end();
  return { prepared, lines, crops, classification };
}

/** One crop for each candidate of each line, in order. */
export function cropsOf(lines: readonly TextLine[], page: PreparedPage): CropBatch {
  const count = lines.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const data = new Uint8Array(count * CROP_SIZE * CROP_SIZE);
  let at = 0;
  for (const line of lines) {
    for (const candidate of line.candidates) {
      data.set(normalizeGlyph(cutOut(line, candidate, page)), at);
      at += CROP_SIZE * CROP_SIZE;
    }
  }
  return { count, data };
}

/** The answer of the classifier, one row for each crop. */
export function rowsOf({ model, probabilities }: Classification): CandidateScores[] {
  const width = model.classes.length;
  return Array.from({ length: probabilities.length / width }, (_, row) => ({
    probabilities: probabilities.subarray(row * width, (row + 1) * width),
  }));
}

function begin({ observe }: ReadPageOptions, stage: Stage, page: number): () => void {
  observe?.({ stage, page, phase: 'start' });
  return () => observe?.({ stage, page, phase: 'end' });
}
