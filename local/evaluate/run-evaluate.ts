import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { drawPage } from '../../lib/pipeline/draw-page.ts';
import { thresholdsOf } from '../../lib/pipeline/make-result.ts';
import { STAGES } from '../../lib/pipeline/observe.ts';
import { type PageReading, readDocument } from '../../lib/pipeline/read-document.ts';
import { readLine } from '../../lib/pipeline/read-line.ts';
import { readMicrLine } from '../../lib/pipeline/read-micr-line.ts';
import { type CalibrationTable, thresholdFor, UNCALIBRATED } from '../../lib/read/calibration.ts';
import { TEMPLATES_FOLDER } from '../cli/installed-files.ts';
import { loadTemplates } from '../load-templates.ts';
import { drawBarChart } from './charts.ts';
import { chooseDocuments, chooseLines } from './choose-part.ts';
import { drawContactSheet, type SheetTile, tileSizeFor } from './contact-sheet.ts';
import { evaluateCashLetters, formatCashLetters } from './documents/cash-letters.ts';
import { vary } from './documents/variations.ts';
import { drawCorruptionChart, drawCorruptionSheet, withRobustness } from './draw-corruptions.ts';
import { drawLineCharts } from './draw-line-charts.ts';
import {
  CORRUPTION_ROUNDS,
  type CorruptionsEvaluation,
  evaluateCorruptions,
} from './evaluate-corruptions.ts';
import { evaluateDigits } from './evaluate-digits.ts';
import { evaluateDocuments } from './evaluate-documents.ts';
import { evaluateLines, type ReadLine } from './evaluate-lines.ts';
import { type FoundFolder, findFolder } from './find-folder.ts';
import { guessScript } from './guess-script.ts';
import type { EvaluateOptions } from './options.ts';
import { formatReport } from './print-report.ts';
import { createProgress, type Progress, type ProgressStream } from './progress.ts';
import type { Report } from './report.ts';
import { openGlyphSet } from './shapes/glyph-set.ts';
import { readLabels } from './shapes/labels.ts';
import { readTruth } from './shapes/truth.ts';
import { spread } from './spread.ts';
import { createStageClock, medianStages } from './stage-times.ts';

export interface EvaluateDependencies {
  /** Opened only when there is something to read. */
  readonly openClassifier: () => Promise<Classifier>;
  /** Of the model behind the classifier. @default UNCALIBRATED */
  readonly loadCalibration?: () => Promise<CalibrationTable>;
  readonly readDocument: typeof readDocument;
  readonly readLine: ReadLine;
  readonly readMicrLine: (...asked: Parameters<typeof readMicrLine>) => ReturnType<ReadLine>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  /** Where sets that are no paths of their own are looked for. */
  readonly dataFolder: string;
}

export const PIPELINE = { readDocument, readLine, readMicrLine };

interface Evaluation {
  readonly report: Report;
  readonly tiles: readonly SheetTile[];
  /** Size of the space for each picture of the contact sheet. */
  readonly tileSize: { readonly tileWidth: number; readonly tileHeight: number };
  /** Said after the report. */
  readonly notes: readonly string[];
}

/** Square pixels of a line on the sheet, however tall or wide it is. */
const LINE_TILE_AREA = 20_000;
/** Square pixels of a place on a document, and the width that its two lines of text need. */
const PLACE_TILE_AREA = 26_000;
const PLACE_TILE_WIDTH = 270;
/** A sheet of more pictures is not looked at. */
const MAX_TILES = 160;

/** Measures one set, prints the figures, and writes the report and the contact sheet. Throws RequestError. */
export async function runEvaluate(
  options: EvaluateOptions,
  dependencies: EvaluateDependencies,
): Promise<Report> {
  const folder = await findFolder(options.folder, dependencies.dataFolder);
  const evaluation = await evaluate(options, folder, dependencies);
  const { report, tiles, tileSize } = evaluation;
  const notes = [...evaluation.notes];
  if (options.json !== undefined) {
    await writeInto(options.json, `${JSON.stringify(report)}\n`);
    notes.push(`Report: ${options.json}`);
  }
  if (tiles.length > 0) {
    const sheet = options.sheet ?? join('out', `evaluate-${report.kind}-${report.set}.png`);
    const title = `${report.kind} ${report.set}: ${tiles.length} pictures of ${report.errors.length} errors, truth -> read, confidence`;
    await writeInto(sheet, await drawContactSheet(tiles, { title, ...tileSize }));
    notes.push(`Contact sheet: ${sheet} (${tiles.length} pictures of ${report.errors.length} errors)`);
  }
  dependencies.stdout.write(`${formatReport(report)}\n${notes.map((note) => `\n${note}`).join('')}\n`);
  return report;
}

async function evaluate(
  options: EvaluateOptions,
  folder: FoundFolder,
  dependencies: EvaluateDependencies,
): Promise<Evaluation> {
  switch (options.kind) {
    case 'digits':
      return digits(options, folder, dependencies);
    case 'lines':
      return lines(options, folder, dependencies);
    case 'documents':
      return documents(options, folder, dependencies);
  }
}

async function digits(
  options: EvaluateOptions,
  folder: FoundFolder,
  dependencies: EvaluateDependencies,
): Promise<Evaluation> {
  const { split } = options;
  if (split === 'validation' || split === 'all') {
    throw new RequestError('bad-request', `Expected --split train or test for digits but received ${split}`);
  }
  const whole = await openGlyphSet(folder.path, split);
  const set = { ...whole, glyphs: limited(whole.glyphs, options, folder) };
  const classifier = await dependencies.openClassifier();
  const rounds = options.corruptions ? 1 + CORRUPTION_ROUNDS : 1;
  const { report, tiles, damage } = await withProgress(
    folder,
    rounds * set.glyphs.length,
    dependencies,
    async (progress) => ({
      ...(await evaluateDigits(set, classifier, { progress, maxTiles: MAX_TILES })),
      damage: options.corruptions ? await evaluateCorruptions(set, classifier, progress) : undefined,
    }),
  );
  return {
    report: damage === undefined ? report : withRobustness(report, damage.figures),
    tiles,
    tileSize: { tileWidth: 84, tileHeight: 84 },
    notes: damage === undefined ? [] : await writeDamage(report.set, damage, options.sheet),
  };
}

async function writeDamage(
  set: string,
  damage: CorruptionsEvaluation,
  sheet: string | undefined,
): Promise<string[]> {
  const base = join(sheet === undefined ? 'out' : dirname(sheet), `evaluate-digits-${set}-corruptions`);
  await writeInto(`${base}.svg`, drawCorruptionChart(set, damage.figures));
  await writeInto(`${base}.png`, await drawCorruptionSheet(set, damage.examples));
  return [`Chart of the corruptions: ${base}.svg`, `What they look like: ${base}.png`];
}

async function lines(
  options: EvaluateOptions,
  folder: FoundFolder,
  dependencies: EvaluateDependencies,
): Promise<Evaluation> {
  const part = chooseLines(await readLabels(folder.path), folder.name, options.split);
  const rows = limited(part.rows, options, folder);
  const script = options.script ?? guessScript(rows.map(({ text }) => text));
  const set = { ...part, name: folder.name, folder: folder.path, rows };
  const { maxMisread, charts } = options;
  const classifier = await dependencies.openClassifier();
  const calibration = (await dependencies.loadCalibration?.()) ?? UNCALIBRATED;
  const { report, answers, tiles } = await withProgress(folder, rows.length, dependencies, (progress) =>
    evaluateLines(set, classifier, {
      readLine: (picture, reader) =>
        script === 'digits'
          ? dependencies.readLine(picture, reader, { weights: options.weigh })
          : dependencies.readMicrLine(picture, reader),
      progress,
      maxTiles: MAX_TILES,
      maxMisread,
      acceptance: thresholdFor(
        script === 'digits' ? calibration : (calibration.micr ?? UNCALIBRATED),
        maxMisread,
      ),
    }),
  );
  const notes = charts === undefined ? [] : await writeCharts(charts, drawLineCharts(report, answers));
  return { report, tiles, tileSize: tileSizeFor(tiles, LINE_TILE_AREA), notes };
}

async function documents(
  options: EvaluateOptions,
  folder: FoundFolder,
  dependencies: EvaluateDependencies,
): Promise<Evaluation> {
  const { rows, ...part } = chooseDocuments(await readTruth(folder.path), folder.name, options.split);
  const truths = limited(rows, options, folder);
  const set = { ...part, name: folder.name, folder: folder.path, truths };
  const classifier = await dependencies.openClassifier();
  const calibration = (await dependencies.loadCalibration?.()) ?? UNCALIBRATED;
  const thresholds = thresholdsOf(calibration, options.maxMisread);
  const pages: ReturnType<ReturnType<typeof createStageClock>['pages']>[number][] = [];
  const { overlays, binarization, country, today, variation } = options;
  const templates = await loadTemplates(options.templates ?? TEMPLATES_FOLDER);
  const { report, tiles, failures } = await withProgress(folder, truths.length, dependencies, (progress) =>
    evaluateDocuments(set, classifier, {
      // A clock for each document, as every document counts its pages from 0.
      readDocument: async (bytes, network, readOptions) => {
        const clock = createStageClock();
        const reading = await dependencies.readDocument(bytes, network, {
          ...readOptions,
          observe: clock.observe,
          templates,
          ...(country !== undefined && { country }),
          ...(today !== undefined && { today }),
          ...(binarization !== undefined && { binarization }),
        });
        pages.push(...clock.pages());
        return reading;
      },
      progress,
      ...thresholds,
      maxTiles: MAX_TILES,
      ...(variation !== undefined && { vary: (bytes) => vary(bytes, variation) }),
      ...(overlays !== undefined && {
        onPage: (file, page) => writeOverlay(overlays, file, page, thresholds),
      }),
    }),
  );
  const notes: string[] = failures.map(({ file, message }) => `Not read: ${file}: ${message}`);
  const cashLetters = await evaluateCashLetters(folder.path, classifier);
  if (cashLetters !== undefined) notes.push(...formatCashLetters(cashLetters));
  if (pages.length > 0) notes.push(await writeStages(report.set, medianStages(pages), options.sheet));
  const { tileWidth, tileHeight } = tileSizeFor(tiles, PLACE_TILE_AREA);
  return {
    report: cashLetters === undefined ? report : { ...report, cashLetters },
    tiles,
    tileSize: { tileWidth: Math.max(PLACE_TILE_WIDTH, tileWidth), tileHeight },
    notes,
  };
}

async function writeCharts(
  folder: string,
  charts: readonly { readonly name: string; readonly svg: string }[],
): Promise<string[]> {
  const paths = charts.map(({ name }) => join(folder, name));
  await Promise.all(charts.map(({ svg }, i) => writeInto(paths[i]!, svg)));
  return paths.map((path) => `Chart: ${path}`);
}

async function writeStages(
  set: string,
  stages: ReturnType<typeof medianStages>,
  sheet: string | undefined,
): Promise<string> {
  const rows = STAGES.map((stage) => ({ label: stage, value: stages[stage] }));
  const path = join(sheet === undefined ? 'out' : dirname(sheet), `evaluate-documents-${set}-stages.svg`);
  await writeInto(
    path,
    drawBarChart({ title: `${set}: median time of each stage of a page`, unit: 'ms', rows }),
  );
  const words = rows.map(({ label, value }) => `${label} ${value.toFixed(0)}`).join(', ');
  return `Median ms of each stage of a page: ${words} (${path})`;
}

async function writeOverlay(
  overlays: string,
  file: string,
  page: PageReading,
  thresholds: ReturnType<typeof thresholdsOf>,
): Promise<void> {
  const { index } = page.result;
  const number = index === 0 ? '' : `-${index + 1}`;
  const bytes = await drawPage(page, { ...thresholds, candidates: true });
  await writeInto(join(overlays, `${basename(file)}.overlay${number}.png`), bytes);
}

async function withProgress<T>(
  folder: FoundFolder,
  total: number,
  { stderr }: EvaluateDependencies,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = createProgress({ label: folder.name, total, stream: stderr });
  try {
    return await work(progress);
  } finally {
    progress.finish();
  }
}

function limited<T>(list: readonly T[], { limit }: EvaluateOptions, folder: FoundFolder): readonly T[] {
  if (list.length === 0)
    throw new RequestError('bad-request', `${folder.path}: expected at least one item but it is empty`);
  return limit === undefined ? list : spread(list, limit);
}

async function writeInto(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(path, content);
}
