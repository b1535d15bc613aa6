import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { UNCALIBRATED } from '../../../lib/read/calibration.ts';
import type { EvaluateOptions } from '../../../local/evaluate/options.ts';
import { useSets } from './use-sets.ts';
import { pictureWithBar, writePng } from './write-set.ts';

const UPRIGHT = { x: 12, y: 4, width: 4, height: 20 };

const { evaluate, makeFolder, pathOf } = useSets();

describe('evaluate lines', () => {
  it('compares whole strings', async () => {
    const folder = await makeFolder('amounts');
    const readings = [
      ['2250', '2250', 0.9],
      ['60', '69', 0.8],
      ['100', '', 1],
      ['7', '7', 0.5],
    ] as const;
    const rows = readings.map(([truth], index) => `images/${index}.png\t${truth}\t`);
    await writeFile(join(folder, 'labels.tsv'), ['file\ttext\tboxes', ...rows, ''].join('\n'));
    for (const index of readings.keys()) {
      const picture = pictureWithBar({ width: 40 + index, height: 28, bar: UPRIGHT, ink: 0, paper: 255 });
      await writePng(folder, `images/${index}.png`, picture);
    }
    const charts = pathOf('charts');
    const threshold = { misread: 0.02, confidence: 0.85, accepted: 50, wrong: 0 };
    const { report, printed, sheet } = await evaluate(
      { kind: 'lines', folder: 'amounts', charts },
      {
        readLine: async (image) => {
          const [, text, confidence] = readings[image.width - 40]!;
          return { text, confidence, glyphs: [] };
        },
        loadCalibration: async () => ({ ...UNCALIBRATED, thresholds: [threshold] }),
      },
    );
    expect(report).toMatchObject({ kind: 'lines', set: 'amounts', n: 4 });
    expect(report).not.toHaveProperty('split');
    expect(report.metrics).toEqual({
      exact: 0.5,
      cer: 4 / 10,
      readAtMisread: { '0.01': 0.25, '0.001': 0.25 },
      ece: expect.closeTo((0.1 + 0.8 + 0 + 0.5) / 4),
      // No threshold was shown to keep 1 %, nor is it to be expected of 50, so the most careful one stands, and not under 99 %.
      accepted: { maxMisread: 0.01, threshold: 0.99, shown: 0.02, read: 0 },
      msPerItem: expect.any(Number),
    });
    expect(report).toMatchObject({
      reliability: [
        { from: 0, to: 0.1, n: 1, confidence: 0, right: 0 },
        { from: 0.5, n: 1, right: 1 },
        { from: 0.8, n: 1, right: 0 },
        { from: 0.9, n: 1, right: 1 },
      ],
    });
    expect(printed).toContain('validation could show 2.00 % at best');
    for (const name of ['lines-amounts-reliability.svg', 'lines-amounts-read-misread.svg']) {
      expect((await sharp(await readFile(join(charts, name))).metadata()).format).toBe('svg');
    }
    expect(report.errors).toEqual([
      { file: 'images/1.png', truth: '60', read: '69', confidence: 0.8 },
      { file: 'images/2.png', truth: '100', read: '', confidence: 1 },
    ]);
    expect((await sharp(await readFile(sheet)).metadata()).format).toBe('png');
  });

  it('accepts by the threshold of the model', async () => {
    const folder = await makeFolder('kept');
    await writeFile(join(folder, 'labels.tsv'), 'file\ttext\na.png\t1\nb.png\t2\nc.png\t3\nd.png\t4\n');
    const confidences = [0.95, 0.9, 0.89, 0.2];
    for (const index of confidences.keys()) {
      const picture = pictureWithBar({ width: 40 + index, height: 28, bar: UPRIGHT, ink: 0, paper: 255 });
      await writePng(folder, `${'abcd'[index]}.png`, picture);
    }
    const { report, printed } = await evaluate(
      { kind: 'lines', folder: 'kept' },
      {
        readLine: async ({ width }) => ({ text: '1', confidence: confidences[width - 40]!, glyphs: [] }),
        loadCalibration: async () => ({
          ...UNCALIBRATED,
          thresholds: [{ misread: 0.005, confidence: 0.9, accepted: 900, wrong: 0 }],
        }),
      },
    );
    const accepted = { maxMisread: 0.01, threshold: 0.9, shown: 0.005, read: 0.5, misread: 0.5 };
    expect(report.metrics).toMatchObject({
      accepted: { ...accepted, ece: expect.closeTo((0.05 + 0.9) / 2) },
    });
    expect(printed).toContain('validation showed this threshold to keep 0.50 %');
  });

  it('takes the test lines of a set of which a part is trained on, and says so', async () => {
    const folder = await makeFolder('orand-car-a');
    // Blocks of twenty: 0 is trained on, 1 is test, 8 is validation.
    const rows = ['a_000007.png', 'a_000020.png', 'a_000039.png', 'a_000160.png'];
    await writeFile(
      join(folder, 'labels.tsv'),
      ['file\ttext', ...rows.map((row) => `${row}\t1`), ''].join('\n'),
    );
    for (const [index, row] of rows.entries()) {
      const picture = pictureWithBar({ width: 40 + index, height: 28, bar: UPRIGHT, ink: 0, paper: 255 });
      await writePng(folder, row, picture);
    }
    const widths = async (split?: EvaluateOptions['split']) => {
      const seen: number[] = [];
      const { report, printed } = await evaluate(
        { kind: 'lines', folder: 'orand-car-a', ...(split && { split }) },
        {
          readLine: async ({ width }) => {
            seen.push(width);
            return { text: '1', confidence: 1, glyphs: [] };
          },
        },
      );
      expect(report).toHaveProperty('split', split ?? 'test');
      expect(printed).toContain(`lines orand-car-a (${split ?? 'test'}): ${seen.length}`);
      return seen;
    };
    expect(await widths()).toEqual([41, 42]);
    expect(await widths('validation')).toEqual([43]);
    expect(await widths('train')).toEqual([40]);
    expect(await widths('all')).toEqual([40, 41, 42, 43]);
  });

  it('knows no parts of other sets', async () => {
    const folder = await makeFolder('whole');
    await writeFile(join(folder, 'labels.tsv'), 'file\ttext\na.png\t1\n');
    await expect(evaluate({ kind: 'lines', folder: 'whole', split: 'test' })).rejects.toThrow(
      'Expected --split all for whole but received test: parts are known of orand-car-a, ',
    );
  });

  it('reads MICR lines by the reader of their own, and the script that is asked for', async () => {
    const folder = await makeFolder('micr');
    await writePng(
      folder,
      'a.png',
      pictureWithBar({ width: 40, height: 28, bar: UPRIGHT, ink: 0, paper: 255 }),
    );
    await writeFile(join(folder, 'labels.tsv'), 'file\ttext\na.png\tA0313 00465AC0238D\n');
    const readMicrLine = async () => ({ text: 'A031300465AC0238D', confidence: 0.9, glyphs: [] });
    const { report } = await evaluate({ kind: 'lines', folder: 'micr' }, { readMicrLine });
    expect(report).toMatchObject({ n: 1, metrics: { exact: 1, cer: 0 } });
    const readLine = async () => ({ text: '0313', confidence: 0.9, glyphs: [] });
    const digits = await evaluate({ kind: 'lines', folder: 'micr', script: 'digits' }, { readLine });
    expect(digits.report).toMatchObject({ metrics: { exact: 0 } });
  });
});
