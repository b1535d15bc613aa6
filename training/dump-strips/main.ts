import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { dataFolder } from '../../local/data-folder.ts';
import type { Split } from '../dump-crops/crop-set.ts';
import { amountWords } from './sets/amount-words.ts';
import { composedLines } from './sets/composed.ts';
import { micrLines, printedLines, scannedLines } from './sets/micr-lines.ts';
import { otherRows } from './sets/other-rows.ts';
import { formWords, printedWords } from './sets/printed-words.ts';
import { realLines } from './sets/real-lines.ts';
import type { LabelledStrip, StripSet } from './strip-set.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    data: { type: 'string' },
    network: { type: 'string', default: 'lines' },
    sets: { type: 'string' },
    'leave-out': { type: 'string', default: '' },
    count: { type: 'string', default: '60000' },
    first: { type: 'string', default: '0' },
  },
});

const RESEARCH = 'images published for research, labels MIT';
const VALIDATION_LINES = 1_500;
/** How often each line of CMC-7, of which there are few, is scanned anew. */
const SCANS = 5;

/** The glyph network says which of the lines in a picture is the one of digits. */
async function openClassifier() {
  const [model, engine] = await Promise.all([
    loadModelDirectory(join(import.meta.dirname, '../../model-layer')),
    openEngine({}),
  ]);
  return createLocalClassifier({ model, engine });
}

let classifier: ReturnType<typeof openClassifier> | undefined;
const theClassifier = () => (classifier ??= openClassifier());

const leaveOut = new Set(values['leave-out'].split(',').filter((name) => name !== ''));
const LINE_SETS: readonly StripSet[] = [
  realLines('lines/orand-car-a', RESEARCH, theClassifier),
  realLines('lines/register-rows', 'none stated', theClassifier),
  realLines('lines/photo-strings', 'none stated', theClassifier),
  composedLines({
    train: Number(values.count),
    validation: VALIDATION_LINES,
    first: Number(values.first),
    leaveOut,
  }),
  printedWords({ train: Number(values.count), validation: VALIDATION_LINES, first: Number(values.first) }),
  formWords('funsd', 'published for research'),
];
const MICR_SETS: readonly StripSet[] = [
  micrLines('lines/micr-e13b', 'BSD-3-Clause'),
  micrLines('lines/micr-e13b-generated', 'BSD-3-Clause'),
  micrLines('lines/micr-cmc7-generated', 'BSD-3-Clause'),
  scannedLines('lines/micr-e13b-generated', 'BSD-3-Clause', 1),
  scannedLines('lines/micr-cmc7-generated', 'BSD-3-Clause', SCANS),
  printedLines({ train: Number(values.count), validation: VALIDATION_LINES / 5 }),
  otherRows('funsd', 'published for research'),
  otherRows('forms-c1', 'public record'),
];
const WORD_SETS: readonly StripSet[] = [
  amountWords({ train: Number(values.count), validation: VALIDATION_LINES, first: Number(values.first) }),
];
const NETWORKS: Readonly<Record<string, readonly StripSet[]>> = {
  lines: LINE_SETS,
  micr: MICR_SETS,
  words: WORD_SETS,
};
const SETS = NETWORKS[values.network] ?? [];

async function main(): Promise<void> {
  if (values.out === undefined) throw new Error('Expected --out DIR: the folder to write the strips to');
  const root = dataFolder(values.data);
  const names = values.sets?.split(',') ?? SETS.map(({ name }) => name);
  const unknown = names.find((name) => !SETS.some((set) => set.name === name));
  if (unknown !== undefined) {
    throw new Error(`Unknown set ${unknown}: choose from ${SETS.map(({ name }) => name).join(', ')}`);
  }
  await mkdir(values.out, { recursive: true });
  const path = join(values.out, 'sets.json');
  const entries = new Map((await readSummary(path)).map((entry) => [entry.name, entry]));
  for (const set of SETS.filter(({ name }) => names.includes(name) && !leaveOut.has(name))) {
    const counts = await dumpSet(set, root, values.out);
    entries.set(set.name, { name: set.name, licence: set.licence, digitsOnly: set.digitsOnly, counts });
    console.log(set.name.padEnd(18), `train ${counts.train}  validation ${counts.validation}`);
  }
  const summary = SETS.flatMap(({ name }) => entries.get(name) ?? []);
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
}

interface SetSummary {
  readonly name: string;
  readonly licence: string;
  readonly digitsOnly: boolean;
  readonly counts: Readonly<Record<Exclude<Split, 'test'>, number>>;
}

/** The sets that an earlier run left in the folder, so that some can be made anew. */
async function readSummary(path: string): Promise<SetSummary[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SetSummary[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const PROGRESS_EVERY = 5_000;

/** Writes `<set>-<split>.strips`, all pictures one after another, and `<set>-<split>.tsv`, width, text and cuts of each. */
async function dumpSet(set: StripSet, root: string, out: string): Promise<SetSummary['counts']> {
  const found: Record<Split, LabelledStrip[]> = { train: [], validation: [], test: [] };
  for await (const strip of set.strips(root)) {
    found[strip.split].push(strip);
    const count = found.train.length;
    if (count % PROGRESS_EVERY === 0 && strip.split === 'train') console.log(`  ${set.name}: ${count} lines`);
  }
  for (const split of ['train', 'validation'] as const) {
    const path = join(out, `${set.name}-${split}`);
    await writeFile(`${path}.strips`, Buffer.concat(found[split].map(({ strip }) => strip.data)));
    const rows = found[split].map(
      ({ strip, text, cuts = [] }) => `${strip.width}\t${text}\t${cuts.join(',')}\n`,
    );
    await writeFile(`${path}.tsv`, rows.join(''));
  }
  return { train: found.train.length, validation: found.validation.length };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
