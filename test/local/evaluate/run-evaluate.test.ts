import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../lib/document/errors.ts';
import type { DocumentReading, PageReading } from '../../../lib/pipeline/read-document.ts';
import { UNCALIBRATED } from '../../../lib/read/calibration.ts';
import type { EvaluateDependencies } from '../../../local/evaluate/run-evaluate.ts';
import { useSets } from './use-sets.ts';
import { pictureWithBar, writeIdx, writePng } from './write-set.ts';

const UPRIGHT = { x: 12, y: 4, width: 4, height: 20 };
const LYING = { x: 4, y: 12, width: 20, height: 4 };
const model = { version: 'bars', sha256: '0'.repeat(64), classes: [] };

const { evaluate, makeFolder, pathOf } = useSets();

/** Upright, lying, upright and no bar, as 28 x 28 pictures. */
function idxPictures(ink: number, paper: number): Uint8Array {
  const empty = { x: 0, y: 0, width: 0, height: 0 };
  const pictures = [UPRIGHT, LYING, UPRIGHT, empty].map(
    (bar) => pictureWithBar({ width: 28, height: 28, bar, ink, paper }).data,
  );
  return writeIdx([4, 28, 28], Buffer.concat(pictures));
}

describe('evaluate digits', () => {
  it('takes the test files of an MNIST folder and reports every error', async () => {
    const folder = await makeFolder('bars');
    await writeFile(join(folder, 'test-images-idx3-ubyte'), idxPictures(255, 0));
    await writeFile(join(folder, 'test-labels-idx1-ubyte'), writeIdx([4], Uint8Array.from([1, 7, 9, 4])));
    await writeFile(join(folder, 'train-images-idx3-ubyte'), writeIdx([0, 28, 28], new Uint8Array()));
    const { report, printed, sheet } = await evaluate({ kind: 'digits', folder: 'bars' });
    expect(report).toMatchObject({ kind: 'digits', set: 'bars', split: 'test', n: 4 });
    const { msPerItem, ...metrics } = report.metrics as { msPerItem: number };
    expect(msPerItem).toBeGreaterThan(0);
    // The empty crop is a 4 when a digit has to be named, and an error when not-a-digit may be answered.
    expect(metrics).toEqual({ accuracy: 0.75, strictAccuracy: 0.5 });
    expect(report.errors).toEqual([{ file: '2', truth: '9', read: '1', confidence: expect.closeTo(0.9) }]);
    expect(report).toMatchObject({
      refusals: [{ file: '3', truth: '4', read: 'not-a-digit', confidence: expect.closeTo(0.9) }],
    });
    expect(printed).toContain('accuracy                  75.00 %');
    expect(printed).toContain('strict, of eleven classes 50.00 %');
    expect((await sharp(await readFile(sheet)).metadata()).format).toBe('png');
  });

  it('reads the same digits damaged, inverted, bitonal and in other sizes', async () => {
    const folder = await makeFolder('damaged');
    const bars = [UPRIGHT, LYING].map(
      (bar) => pictureWithBar({ width: 28, height: 28, bar, ink: 255, paper: 0 }).data,
    );
    await writeFile(join(folder, 'test-images-idx3-ubyte'), writeIdx([2, 28, 28], Buffer.concat(bars)));
    await writeFile(join(folder, 'test-labels-idx1-ubyte'), writeIdx([2], Uint8Array.from([1, 7])));
    const { report, printed } = await evaluate({ kind: 'digits', folder: 'damaged', corruptions: true });
    if (report.kind !== 'digits') throw new Error('Expected a report on digits');
    const { corruptions, variants } = report.robustness!;
    expect(corruptions).toHaveLength(15);
    const named = Object.fromEntries([...corruptions, ...variants].map((row) => [row.name, row.accuracy]));
    // Which way a bar lies survives all that leaves its shape.
    const kept = [
      'brightness',
      'stripe',
      'translate',
      'scale',
      'inverted',
      'bitonal',
      '16 pixels',
      '96 pixels',
    ];
    expect(kept.map((name) => named[name])).toEqual(kept.map(() => 1));
    const mean = corruptions.reduce((sum, { accuracy }) => sum + accuracy, 0) / 15;
    expect(report.metrics.corruptionAccuracy).toBeCloseTo(mean, 12);
    expect(printed).toContain('mean of 15 corruptions');
    expect(printed).toMatch(/stripe +100\.00 % +100\.00 %/u);
    for (const file of [
      'evaluate-digits-damaged-corruptions.svg',
      'evaluate-digits-damaged-corruptions.png',
    ]) {
      expect((await readFile(pathOf(file))).length).toBeGreaterThan(1_000);
    }
  });

  it('names the classes of a glyph folder, inverts dark ink, and counts letters apart', async () => {
    const folder = await makeFolder('symbols');
    await writeFile(join(folder, 'train-images-idx3-ubyte'), idxPictures(0, 255));
    await writeFile(join(folder, 'train-labels-idx1-ubyte'), writeIdx([4], Uint8Array.from([0, 0, 1, 1])));
    await writeFile(join(folder, 'classes.json'), '["1", "dot"]');
    const { report } = await evaluate({ kind: 'digits', folder: 'symbols' });
    expect(report.metrics).toMatchObject({ accuracy: 0.5, strictAccuracy: 0.5, notADigitAccuracy: 0.5 });
    expect(report).toMatchObject({ split: 'train' });
  });

  it('reads a folder of pictures with labels.tsv, which has no split', async () => {
    const folder = await makeFolder('photos');
    const photo = (bar: typeof UPRIGHT) =>
      pictureWithBar({ width: 28, height: 28, bar, ink: 30, paper: 210 });
    await writePng(folder, 'images/a.png', photo(UPRIGHT));
    await writePng(folder, 'images/b.png', photo(LYING));
    await writeFile(join(folder, 'labels.tsv'), 'file\ttext\tboxes\nimages/a.png\t1\t\nimages/b.png\tA\t\n');
    const { report } = await evaluate({ kind: 'digits', folder: 'photos' });
    expect(report).not.toHaveProperty('split');
    expect(report.metrics).toMatchObject({ accuracy: 1, notADigitAccuracy: 0 });
    expect(report.errors).toEqual([
      { file: 'images/b.png', truth: 'not-a-digit', read: '7', confidence: expect.closeTo(0.9) },
    ]);
    await expect(evaluate({ kind: 'digits', folder: 'photos', split: 'test' })).rejects.toThrow(/not split/u);
    await expect(evaluate({ kind: 'digits', folder: 'photos', corruptions: true })).rejects.toThrow(
      'photos: --corruptions takes clean pictures of digits',
    );
    await expect(evaluate({ kind: 'digits', folder: 'photos', split: 'all' })).rejects.toThrow(
      'Expected --split train or test for digits but received all',
    );
  });

  it('names what is missing or does not fit', async () => {
    const folder = await makeFolder('broken');
    await expect(evaluate({ kind: 'digits', folder: 'broken' })).rejects.toThrow(
      /expected train-images.*but found neither/u,
    );
    await writeFile(join(folder, 'test-images-idx3-ubyte'), idxPictures(255, 0));
    await expect(evaluate({ kind: 'digits', folder: 'broken' })).rejects.toThrow(
      /expected test-labels-idx1-ubyte/u,
    );
    await writeFile(join(folder, 'test-labels-idx1-ubyte'), writeIdx([2], Uint8Array.from([1, 7])));
    await expect(evaluate({ kind: 'digits', folder: 'broken' })).rejects.toThrow(
      /expected 4 labels.*but received 2/u,
    );
    await writeFile(join(folder, 'test-labels-idx1-ubyte'), writeIdx([4], Uint8Array.from([1, 7, 10, 0])));
    await expect(evaluate({ kind: 'digits', folder: 'broken' })).rejects.toThrow(
      /test-labels-idx1-ubyte label 2: expected 0 to 9 but received 10/u,
    );
  });
});

describe('evaluate documents', () => {
  const box = { x: 10, y: 10, width: 60, height: 20 };

  async function fakeRead(...[bytes, , options]: Parameters<EvaluateDependencies['readDocument']>) {
    const name = Buffer.from(bytes).toString();
    if (name === 'broken') throw new DocumentError('corrupt', 'Expected a whole picture but it is cut short');
    const page: PageReading['result'] = {
      index: 0,
      width: 100,
      height: 60,
      dpi: 200,
      dpiSource: 'metadata',
      turned: 0,
      skew: 0,
      quality: [],
      numbers: [{ text: name, box, confidence: 0.995, kind: 'handwritten', glyphs: [] }],
    };
    options?.observe?.({ stage: 'read', page: 0, phase: 'start' });
    options?.observe?.({ stage: 'read', page: 0, phase: 'end' });
    const picture = { width: 100, height: 60, data: new Uint8Array(6_000).fill(200) };
    const calibration = UNCALIBRATED;
    const minorUnits = 100 * Number(name.replaceAll(',', ''));
    const value = { minorUnits, currency: 'INR' };
    const fields: DocumentReading['fields'] = {
      amount: { kind: 'amount', raw: name, value, page: 0, box, confidence: 0.995, evidence: [] },
    };
    await options?.onPage?.({ result: page, picture, candidates: [], fields, calibration });
    return { kind: 'png', pages: [page], fields, model, calibration } satisfies DocumentReading;
  }

  it('reports fields, variants, numbers, causes and failures', async () => {
    const folder = await makeFolder('cheques');
    const line = (file: string, amount: string) =>
      JSON.stringify({ file, fields: { amount }, boxes: { amount: [[0, 0, 100, 40]] } });
    const truths = [
      line('binary-1.tif', '270000'),
      line('colour-1.jpg', '270000'),
      line('colour-2.jpg', '12'),
    ];
    await writeFile(join(folder, 'truth.jsonl'), `${truths.join('\n')}\n`);
    await writeFile(join(folder, 'binary-1.tif'), '2,70,000');
    await writeFile(join(folder, 'colour-1.jpg'), '270001');
    await writeFile(join(folder, 'colour-2.jpg'), 'broken');
    const { report, printed, sheet } = await evaluate(
      { kind: 'documents', folder: 'cheques' },
      { readDocument: fakeRead },
    );
    expect(report).toEqual({
      kind: 'documents',
      set: 'cheques',
      n: 3,
      fields: { amount: { n: 3, exact: 1 / 3, read: 2 / 3, review: 1 - 2 / 3, misread: 0.5, found: 1 / 3 } },
      variants: {
        binary: { amount: { n: 1, exact: 1, read: 1, review: 0, misread: 0, found: 1 } },
        colour: { amount: { n: 2, exact: 0, read: 0.5, review: 0.5, misread: 1, found: 0 } },
      },
      reliability: [{ from: 0.9, to: 1, n: 2, confidence: expect.closeTo(0.995, 9), right: 0.5 }],
      numbers: {
        n: 3,
        recall: 1 / 3,
        plainRecall: 1 / 3,
        precision: 0.5,
        digitsRecall: (6 + 5) / 14,
        calledPrinted: 0,
      },
      metrics: { failed: 1, msPerItem: expect.any(Number), peakRssMb: expect.any(Number) },
      causes: { 'wrong digit': 1, 'document failed': 1 },
      wrong: {},
      errors: [
        {
          file: 'colour-1.jpg',
          field: 'amount',
          truth: '270000',
          read: '270001',
          confidence: 0.995,
          cause: 'wrong digit',
        },
        {
          file: 'colour-2.jpg',
          field: 'amount',
          truth: '12',
          read: '',
          confidence: 0,
          cause: 'document failed',
        },
      ],
      fieldErrors: [
        {
          file: 'colour-1.jpg',
          field: 'amount',
          truth: '270000',
          read: '27000100',
          confidence: 0.995,
          accepted: true,
        },
        { file: 'colour-2.jpg', field: 'amount', truth: '12', read: '', confidence: 0, accepted: false },
      ],
    });
    expect(printed).toMatch(/confidence +fields +mean +right\n +0\.9 to 1 +2 +99\.50 % +50\.00 %/);
    expect(printed).toContain('Not read: colour-2.jpg: Expected a whole picture but it is cut short');
    expect((await sharp(await readFile(sheet)).metadata()).format).toBe('png');
  });

  it("accepts fields by the model's own threshold", async () => {
    const folder = await makeFolder('strict');
    const boxes = { amount: [[0, 0, 100, 40]] };
    const line = JSON.stringify({ file: 'a.png', fields: { amount: '12' }, boxes });
    await writeFile(join(folder, 'truth.jsonl'), `${line}\n`);
    await writeFile(join(folder, 'a.png'), '12');
    const readBy = async (confidence: number) => {
      const thresholds = [{ misread: 0.01, confidence, accepted: 500, wrong: 0 }];
      const loadCalibration = async () => ({ ...UNCALIBRATED, thresholds });
      const { report } = await evaluate(
        { kind: 'documents', folder: 'strict' },
        { readDocument: fakeRead, loadCalibration },
      );
      return report;
    };
    expect(await readBy(0.995)).toMatchObject({ fields: { amount: { read: 1, misread: 0 } } });
    expect(await readBy(0.9951)).toMatchObject({ fields: { amount: { read: 0, review: 1 } } });
  });

  it('says what a folder lacks', async () => {
    await makeFolder('bare');
    await expect(evaluate({ kind: 'documents', folder: 'bare' })).rejects.toThrow(
      /truth\.jsonl: expected the truth of the documents but there is no such file/u,
    );
    await expect(evaluate({ kind: 'lines', folder: 'bare' })).rejects.toThrow(
      /labels\.tsv: expected the labels/u,
    );
  });

  it('counts a file that the truth names and the folder lacks as failed, and keeps to --limit', async () => {
    const folder = await makeFolder('lost');
    await writeFile(
      join(folder, 'truth.jsonl'),
      '{"file": "gone.png", "numbers": ["1"]}\n{"file": "b.png", "numbers": ["2"]}\n',
    );
    const { report } = await evaluate(
      { kind: 'documents', folder: 'lost', limit: 1 },
      { readDocument: fakeRead },
    );
    expect(report).toMatchObject({ n: 1, metrics: { failed: 1 }, numbers: { recall: 0 } });
    expect(report).not.toHaveProperty('variants');
    expect(report).not.toHaveProperty('numbers.precision');
  });

  it('does not take a fault of the program for a document that failed', async () => {
    const folder = await makeFolder('faulty');
    await writeFile(join(folder, 'truth.jsonl'), '{"file": "a.png", "numbers": ["1"]}\n');
    await writeFile(join(folder, 'a.png'), '1');
    const readDocument = () => Promise.reject(new TypeError('x is undefined'));
    await expect(evaluate({ kind: 'documents', folder: 'faulty' }, { readDocument })).rejects.toThrow(
      TypeError,
    );
  });
});
