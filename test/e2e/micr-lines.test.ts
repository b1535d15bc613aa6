import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { readDocument } from '../../lib/pipeline/read-document.ts';
import { readMicrLine } from '../../lib/pipeline/read-micr-line.ts';
import { E13B_GRIDS } from '../../samples/draw/e13b.ts';
import { drawMicrLine } from '../../samples/draw/micr-line.ts';
import { svgPath } from '../../samples/draw/path.ts';
import { openLocalClassifier, PROJECT, readSample } from './in-process.ts';

const WHITE = { background: '#fff' };
const DPI = 200;

let classifier: LocalClassifier;
let truth: string;
beforeAll(async () => {
  classifier = await openLocalClassifier();
  const rows = (await readFile(join(PROJECT, 'samples/truth.jsonl'), 'utf8')).trim().split('\n');
  const check = rows.map((row) => JSON.parse(row)).find(({ file }) => file.endsWith('us-check.png'));
  truth = check.fields.micr.replaceAll(/\s/gu, '');
});
afterAll(() => classifier.dispose());

async function micrOf(bytes: Uint8Array) {
  const { pages } = await readDocument(bytes, classifier);
  return pages[0]!;
}

describe('the MICR line of a drawn check', () => {
  it.each([0, 90, 180, 270])('is read when the page is turned by %i', async (turn) => {
    const bytes = await sharp(await readSample('us-check.png'))
      .rotate(turn)
      .withMetadata({ density: DPI })
      .png()
      .toBuffer();
    const page = await micrOf(bytes);
    expect(page.micr?.map(({ text }) => text)).toEqual([truth]);
    expect(page.turned).toBe((360 - turn) % 360);
    const numbers = page.numbers.filter(({ kind }) => kind === 'micr').map(({ text }) => text);
    expect(numbers).toEqual(truth.match(/\d+/gu));
  });

  it.each([
    ['leaning by 10 degrees', (page: Sharp) => page.rotate(10, WHITE)],
    ['half as large', (page: Sharp) => page.resize(900)],
    ['three times as large', (page: Sharp) => page.resize(3_600)],
    ['with two levels of grey', (page: Sharp) => page.threshold(150)],
  ])('is read %s', async (_, change) => {
    const bytes = await change(sharp(await readSample('us-check.png')))
      .png()
      .toBuffer();
    expect((await micrOf(bytes)).micr?.map(({ text }) => text)).toEqual([truth]);
  });

  it('is read from JPEG at quality 40', async () => {
    const bytes = await sharp(await readSample('us-check.png'))
      .jpeg({ quality: 40 })
      .toBuffer();
    expect((await micrOf(bytes)).micr?.map(({ text }) => text)).toEqual([truth]);
  });

  it('is not looked for in vain: a form has none', async () => {
    const page = await micrOf(await readSample('comb-form.png'));
    expect(page).not.toHaveProperty('micr');
  });
});

describe('a picture of a MICR line', () => {
  it('is read with all characters of E-13B', async () => {
    const text = `${Object.keys(E13B_GRIDS).join('')}73A`;
    const drawn = drawMicrLine(text, { dpi: 300, x: 30, baseline: 60 });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="90"><rect width="720" height="90" fill="#fff"/><path d="${svgPath(drawn.path)}"/></svg>`;
    const { data, info } = await sharp(Buffer.from(svg))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, data: new Uint8Array(data) };
    const { text: read, confidence } = await readMicrLine(picture, classifier);
    expect(read).toBe(text);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('is empty where there is none', async () => {
    const picture = { width: 200, height: 50, data: new Uint8Array(10_000).fill(255) };
    expect(await readMicrLine(picture, classifier)).toEqual({ text: '', confidence: 0, glyphs: [] });
  });
});
