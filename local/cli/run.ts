import { relative, resolve } from 'node:path';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { DigitliftError } from '../../lib/document/errors.ts';
import type { extractDocument } from '../../lib/pipeline/extract-document.ts';
import type { FieldOptions } from '../../lib/pipeline/read-fields.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import { loadTemplates } from '../load-templates.ts';
import { EXIT_INTERRUPTED, EXIT_NOT_WRITTEN, EXIT_READ, EXIT_SOME_FAILED, EXIT_USAGE } from './exit-codes.ts';
import { expandInputs, type InputDocument } from './expand-inputs.ts';
import { counted } from './format-document.ts';
import { installedVersion, SAMPLES_FOLDER, TEMPLATES_FOLDER } from './installed-files.ts';
import { makeFolders, OutputFolderError, outputFolders } from './output-folders.ts';
import { parseArguments, type Settings } from './parse-arguments.ts';
import { type OutputStream, showProgress } from './progress.ts';
import { type BatchEnd, readBatch } from './read-batch.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { runTemplate } from './run-template.ts';
import { addToTally, EMPTY_TALLY, formatSummary, type Tally } from './tally.ts';

export interface CommandIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly colours: boolean;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}

export interface CommandDependencies {
  readonly extract: typeof extractDocument;
  readonly openStore: (folder: string) => ObjectStore;
  /** Throws RequestError for a model or an engine that is absent or damaged. */
  readonly openClassifier: (settings: Settings) => Promise<LocalClassifier>;
}

/** The command `digitlift`: everything but the process. Gives the exit code. */
export async function run(
  args: readonly string[],
  io: CommandIo,
  dependencies: CommandDependencies,
): Promise<number> {
  if (args[0] === 'template') return runTemplate(args.slice(1), io, dependencies);
  const parsed = parseArguments(args, installedVersion());
  switch (parsed.kind) {
    case 'show':
      io.stdout.write(parsed.text);
      return EXIT_READ;
    case 'refuse':
      io.stderr.write(parsed.text);
      return EXIT_USAGE;
    case 'read':
      return await read(parsed.settings, io, dependencies);
  }
}

async function read(settings: Settings, io: CommandIo, dependencies: CommandDependencies): Promise<number> {
  const { cwd } = io;
  const reporter = createReporter({ ...io, ...settings });
  const inputs = inputsOf(settings, cwd);
  if (settings.inputs.length === 0) reporter.tell(`No document named: reading the samples in ${inputs[0]}\n`);

  const { documents, problems, passedOver } = await expandInputs(inputs, { cwd, out: settings.out });
  for (const problem of problems) reporter.failure(problem);
  if (passedOver > 0) reporter.tell(`Passed over ${counted(passedOver, 'file')} not like a document\n`);
  const inputCode = worst(problems.map(({ code }) => (code === 'not-found' ? EXIT_USAGE : EXIT_SOME_FAILED)));
  if (documents.length === 0) {
    if (problems.length === 0) reporter.warn(`There is no document in ${inputs.join(', ')}\n`);
    return inputCode;
  }

  const folders = documents.map(({ folder }) => folder);
  const outputs = outputFolders(folders, resolve(cwd, settings.out));
  let classifier: LocalClassifier | undefined;
  try {
    const fields = await fieldOptions(settings, cwd);
    classifier = await dependencies.openClassifier(settings);
    await makeFolders(outputs.values());
    const { tally, end } = await readAll(
      { documents, outputs },
      { settings, fields, io, reporter },
      { ...dependencies, classifier },
    );
    return worst([inputCode, exitCode(tally, end)]);
  } catch (error) {
    if (error instanceof OutputFolderError) {
      reporter.failure({ shown: settings.out, code: error.code, message: error.message });
      return EXIT_NOT_WRITTEN;
    }
    if (!(error instanceof DigitliftError)) throw error;
    reporter.warn(`${error.code}: ${error.message}\n`);
    return EXIT_USAGE;
  } finally {
    classifier?.dispose();
  }
}

/** Templates of the user's own come first: a form of theirs may be like one that comes with digitlift. */
async function fieldOptions({ country, today, templates }: Settings, cwd: string): Promise<FieldOptions> {
  const own = templates === undefined ? [] : await loadTemplates(resolve(cwd, templates));
  return {
    templates: [...own, ...(await loadTemplates(TEMPLATES_FOLDER))],
    ...(country !== undefined && { country }),
    ...(today !== undefined && { today }),
  };
}

function inputsOf({ inputs }: Settings, cwd: string): readonly string[] {
  if (inputs.length > 0) return inputs;
  const samples = relative(cwd, SAMPLES_FOLDER);
  return [samples.startsWith('..') ? SAMPLES_FOLDER : samples];
}

async function readAll(
  batch: { readonly documents: readonly InputDocument[]; readonly outputs: ReadonlyMap<string, string> },
  call: {
    readonly settings: Settings;
    readonly fields: FieldOptions;
    readonly io: CommandIo;
    readonly reporter: Reporter;
  },
  dependencies: CommandDependencies & { readonly classifier: LocalClassifier },
): Promise<{ readonly tally: Tally; readonly end: BatchEnd }> {
  const { documents, outputs } = batch;
  const { settings, fields, io, reporter } = call;
  const { now, signal } = io;
  const stream = settings.quiet ? { write() {} } : io.stderr;
  const progress = showProgress(documents.length, { stream, now });
  let tally = EMPTY_TALLY;
  const end = await readBatch(
    documents,
    { ...dependencies, now },
    {
      outputs,
      overlay: settings.overlay && { candidates: settings.candidates },
      maxMisread: settings.maxMisread,
      fields,
      signal,
      onDocument: (outcome) => {
        tally = addToTally(tally, outcome);
        progress.advance(() => reporter.outcome(outcome));
      },
    },
  );
  progress.finish();
  const { out, overlay } = settings;
  reporter.tell(formatSummary(tally, { total: documents.length, end, out, overlay }));
  return { tally, end };
}

function exitCode(tally: Tally, end: BatchEnd): number {
  if (tally.unwritten > 0) return EXIT_NOT_WRITTEN;
  if (end === 'interrupted') return EXIT_INTERRUPTED;
  return tally.rejected + tally.failed > 0 ? EXIT_SOME_FAILED : EXIT_READ;
}

/** The codes are ordered by what a script must know first. */
function worst(codes: readonly number[]): number {
  return Math.max(EXIT_READ, ...codes);
}
