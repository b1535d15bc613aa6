import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CROP_SIZE } from '../../lib/document/image.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';
import { dataFolder } from '../../local/data-folder.ts';
import { isBareStroke } from './bare-stroke.ts';
import { type CropSet, NOT_A_DIGIT_INDEX, type Split } from './crop-set.ts';
import { deslant } from './deslant.ts';
import { writeIdx } from './idx.ts';
import { joinValidation } from './join-validation.ts';
import { bhmsds } from './sets/bhmsds.ts';
import { e13b } from './sets/e13b.ts';
import { fonts, handwriting } from './sets/fonts.ts';
import { mnist, optdigits, usps } from './sets/idx-digits.ts';
import { lineCandidates } from './sets/lines.ts';
import { orandCandidates, orandDigits, orandLines } from './sets/orand.ts';
import { dida, photos, printedCells } from './sets/pictures.ts';
import { printedCandidates } from './sets/printed-lines.ts';
import { pieces } from './sets/synthetic.ts';

const SETS: readonly CropSet[] = [
  mnist,
  usps,
  optdigits,
  bhmsds,
  photos,
  dida,
  printedCells,
  orandDigits,
  orandCandidates,
  orandLines,
  fonts,
  handwriting,
  e13b,
  printedCandidates,
  pieces,
  lineCandidates,
];
const SPLITS: readonly Split[] = ['train', 'validation', 'test'];
/**
 * Nobody can say which bare stroke is a 1 and which is not once its size and place are gone: of those that are called
 * not-a-digit one in so many is trained on, and none is counted in validation.
 */
const KEEP_STROKES = 5;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    sets: { type: 'string' },
    data: { type: 'string' },
    // To measure other conventions; the pipeline itself uses the defaults.
    'ink-size': { type: 'string' },
    deslant: { type: 'boolean', default: false },
  },
});

const inkSize = values['ink-size'] === undefined ? undefined : Number(values['ink-size']);

async function main(): Promise<void> {
  if (values.out === undefined) throw new Error('Expected --out DIR: the folder to write the crops to');
  const root = dataFolder(values.data);
  const chosen = values.sets === undefined ? SETS : values.sets.split(',').map(setNamed);
  await mkdir(values.out, { recursive: true });
  const path = join(values.out, 'sets.json');
  const entries = new Map((await readSummary(path)).map((entry) => [entry.name, entry]));
  for (const set of chosen) {
    const counts = await dumpSet(set, root, values.out);
    entries.set(set.name, { name: set.name, licence: set.licence, counts });
    console.log(set.name.padEnd(18), SPLITS.map((split) => `${split} ${counts[split]}`).join('  '));
  }
  const summary = SETS.flatMap(({ name }) => entries.get(name) ?? []);
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
  const validated = summary.filter(({ counts }) => counts.validation > 0);
  await joinValidation(
    values.out,
    validated.map(({ name }) => name),
  );
}

interface SetSummary {
  readonly name: string;
  readonly licence: string;
  readonly counts: Readonly<Record<Split, number>>;
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

function setNamed(name: string): CropSet {
  const set = SETS.find((candidate) => candidate.name === name);
  if (set === undefined) {
    throw new Error(`Unknown set ${name}: choose from ${SETS.map((known) => known.name).join(', ')}`);
  }
  return set;
}

/** Writes `<set>-<split>-images-idx3-ubyte` and `-labels-idx1-ubyte`; glyphs without ink are left out. */
async function dumpSet(set: CropSet, root: string, out: string): Promise<Record<Split, number>> {
  const crops: Record<Split, Uint8Array[]> = { train: [], validation: [], test: [] };
  const labels: Record<Split, number[]> = { train: [], validation: [], test: [] };
  let strokes = 0;
  for await (const { label, split, ink } of set.glyphs(root)) {
    const crop = normalizeGlyph(values.deslant ? deslant(ink) : ink, inkSize ? { inkSize } : {});
    if (!crop.some((level) => level > 0)) continue;
    if (label === NOT_A_DIGIT_INDEX && isBareStroke(crop)) {
      strokes++;
      if (split !== 'train' || strokes % KEEP_STROKES !== 0) continue;
    }
    crops[split].push(crop);
    labels[split].push(label);
  }
  for (const split of SPLITS) {
    const count = crops[split].length;
    if (count === 0) continue;
    const path = join(out, `${set.name}-${split}`);
    await writeIdx(`${path}-images-idx3-ubyte`, {
      shape: [count, CROP_SIZE, CROP_SIZE],
      data: Buffer.concat(crops[split]),
    });
    await writeIdx(`${path}-labels-idx1-ubyte`, { shape: [count], data: Uint8Array.from(labels[split]) });
  }
  return { train: crops.train.length, validation: crops.validation.length, test: crops.test.length };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
