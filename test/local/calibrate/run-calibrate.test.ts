import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadModelDirectory } from '../../../lib/classify/model-directory.ts';
import { calibrate } from '../../../lib/read/calibration.ts';
import { parseOptions } from '../../../local/calibrate/options.ts';
import { runCalibrate } from '../../../local/calibrate/run-calibrate.ts';
import { makeModelDirectory } from '../../classify/make-model.ts';
import { barClassifier, pictureWithBar, writePng } from '../evaluate/write-set.ts';

const BAR = { x: 12, y: 4, width: 4, height: 20 };
/** Pictures of a set; their width tells the reader of this test which one it sees. */
const LINES = 60;
/** Of a MICR line that is for validation. */
const VALIDATION_TEXT = 'A123456781A';

let root: string;
let model: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'digitlift-calibrate-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  model = await makeModelDirectory();
  return () => rm(model, { recursive: true });
});

/** A set whose pictures are named by `nameOf`; all are a 1. */
async function writeSet(name: string, nameOf: (index: number) => string): Promise<void> {
  await mkdir(join(root, name), { recursive: true });
  const rows = Array.from({ length: LINES }, (_, i) => `${nameOf(i)}\t1\n`);
  await writeFile(join(root, name, 'labels.tsv'), `file\ttext\n${rows.join('')}`);
  for (let i = 0; i < LINES; i++) {
    const picture = pictureWithBar({ width: 40 + i, height: 28, bar: BAR, ink: 0, paper: 255 });
    await writePng(join(root, name), nameOf(i), picture);
  }
}

async function run(folders: readonly string[], seen: number[] = []) {
  let printed = '';
  const file = await runCalibrate(
    { folders, out: model, certainty: 0.95 },
    {
      openClassifier: async () => barClassifier,
      // Nothing is found in the first line; of the others every fifth is wrong, whatever the confidence.
      readLine: async ({ width }) => {
        const index = width - 40;
        seen.push(index);
        const text = index === 0 ? '' : index % 5 === 0 ? '7' : '1';
        // What the reader makes of an older calibration is nothing to learn from.
        return { text, rawConfidence: index % 2 === 0 ? 0.99 : 0.6, confidence: 0.5, glyphs: [] };
      },
      // As sure of all lines; every tenth is wrong.
      readMicrLine: async ({ width }) => {
        const index = width - 40;
        seen.push(index);
        return { text: index % 10 === 0 ? '7' : '1', rawConfidence: 0.8 };
      },
      stdout: { write: (text) => (printed += text) },
      stderr: { write: () => true },
      dataFolder: root,
    },
  );
  return { file, printed };
}

describe('calibrate', () => {
  it('writes what it measured into the model, which can be loaded and used', async () => {
    await writeSet('amounts', (i) => `${i}.png`);
    const { file, printed } = await run(['amounts']);
    const loaded = await loadModelDirectory(model);
    expect(loaded.calibration).toEqual(file);
    expect(file.sets).toEqual([{ name: 'amounts', lines: 60, read: 59, right: 48 }]);
    // 29 strings at 0.99 of which 24 are right, 30 at 0.6 of which 24 are.
    expect(calibrate(file, 0.99)).toBeCloseTo(24 / 29, 2);
    expect(calibrate(file, 0.6)).toBeCloseTo(24 / 30, 2);
    expect(file.metrics.eceBefore).toBeCloseTo((29 * (0.99 - 24 / 29) + 30 * (0.8 - 0.6)) / 59, 4);
    expect(file.metrics.eceAfter).toBeLessThan(file.metrics.eceBefore);
    expect(file.thresholds.every(({ misread }) => misread > 0.01)).toBe(true);
    expect(printed).toContain(
      '1 % cannot be shown: that takes at least 437 accepted strings without a misread',
    );
  });

  it('measures again as if for the first time, and writes the same bytes', async () => {
    await writeSet('amounts', (i) => `${i}.png`);
    const bytes = async () => [
      await readFile(join(model, 'calibration.json'), 'utf8'),
      await readFile(join(model, 'manifest.json'), 'utf8'),
    ];
    await run(['amounts']);
    const first = await bytes();
    // As after an export of new weights: what is there is of other weights, and no hash fits.
    await writeFile(join(model, 'calibration.json'), '{}');
    await expect(loadModelDirectory(model)).rejects.toThrow('calibration.json');
    await run(['amounts']);
    expect(await bytes()).toEqual(first);
  });

  it('reads nothing but the validation lines of a set of which a part is trained on', async () => {
    // Numbers 140 to 199 are the blocks of twenty 7, 8 and 9, of which 8 is for validation.
    await writeSet('orand-car-a', (i) => `a_${140 + i}.png`);
    const seen: number[] = [];
    const { file } = await run(['orand-car-a'], seen);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
    expect(file.sets).toEqual([{ name: 'orand-car-a', lines: 20, read: 20, right: 16 }]);
  });

  it('makes a table of MICR lines beside that of numbers, which is the same without it', async () => {
    await writeSet('amounts', (i) => `${i}.png`);
    const alone = (await run(['amounts'])).file;
    await writeSet('micr-e13b', (i) => `${i}.png`);
    await writeFile(
      join(root, 'micr-e13b', 'labels.tsv'),
      `file\ttext\n${Array.from({ length: LINES }, (_, i) => `${i}.png\t${VALIDATION_TEXT}\n`).join('')}`,
    );
    const { file, printed } = await run(['amounts', 'micr-e13b']);
    const { micr, ...numbers } = file;
    expect(numbers).toEqual(alone);
    expect(micr?.sets).toEqual([{ name: 'micr-e13b', lines: 60, read: 60, right: 0 }]);
    expect(calibrate(micr!, 0.8)).toBeLessThan(0.1);
    expect((await loadModelDirectory(model)).calibration).toEqual(file);
    expect(printed).toContain('micr-e13b');
  });

  it('says when there is too little to learn from, and leaves the model alone', async () => {
    const before = await readFile(join(model, 'manifest.json'));
    await writeSet('photo-strings', (i) => `9${i}.png`);
    await mkdir(join(root, 'few'), { recursive: true });
    await writeFile(join(root, 'few', 'labels.tsv'), 'file\ttext\n../amounts/1.png\t1\n');
    await expect(run(['few'])).rejects.toThrow(
      'Expected at least 20 lines that can be read to calibrate on but received 1',
    );
    await writeFile(join(root, 'photo-strings', 'labels.tsv'), 'file\ttext\n00.png\t1\n');
    await expect(run(['photo-strings'])).rejects.toThrow('for validation but all 1 are for test');
    await expect(run(['nowhere'])).rejects.toMatchObject({ code: 'not-found' });
    expect(await readFile(join(model, 'manifest.json'))).toEqual(before);
  });
});

describe('parseOptions', () => {
  beforeAll(() => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  it('reads folders and options', () => {
    expect(parseOptions(['a', 'b', '--out', 'm', '--certainty', '0.9'])).toEqual({
      folders: ['a', 'b'],
      out: 'm',
      certainty: 0.9,
    });
    expect(parseOptions(['a'])).toMatchObject({
      certainty: 0.95,
      out: expect.stringMatching(/model-layer$/u),
    });
  });

  it.each([[[]], [['a', '--certainty', '1']], [['a', '--certainty', 'high']]])('refuses %j', (words) => {
    expect(() => parseOptions(words)).toThrow(CommanderError);
  });
});
