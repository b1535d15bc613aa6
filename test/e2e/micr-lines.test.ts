import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import type { GreyImage } from '../../lib/document/image.ts';
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

const LINE = 'C001234CA123456780A 0098765C';
/** A page's pixels by the place in the drawing that each is of. */
type Bend = (x: number, y: number) => readonly [number, number];

async function pictureOf(text: string, extra = '') {
  const drawn = drawMicrLine(text, { dpi: 300, x: 30, baseline: 60 });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="90"><rect width="1200" height="90" fill="#fff"/><path d="${svgPath(drawn.path)}"/>${extra}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

function bent(picture: GreyImage, width: number, height: number, bend: Bend): GreyImage {
  const data = new Uint8Array(width * height).fill(255);
  data.forEach((_, at) => {
    const [x, y] = bend(at % width, Math.floor(at / width)).map(Math.round) as [number, number];
    const isIn = x >= 0 && x < picture.width && y >= 0 && y < picture.height;
    if (isIn) data[at] = picture.data[y * picture.width + x]!;
  });
  return { width, height, data };
}

describe('a picture of a MICR line', () => {
  it('is read with all characters of E-13B', async () => {
    const text = `${Object.keys(E13B_GRIDS).join('')}73A`;
    const { text: read, confidence } = await readMicrLine(await pictureOf(text), classifier);
    expect(read).toBe(text);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('is read though its left part is stretched by half', async () => {
    const picture = await pictureOf(LINE);
    const stretched = bent(picture, 1_400, 90, (x, y) => [x < 600 ? x / 1.5 : x - 200, y]);
    expect((await readMicrLine(stretched, classifier)).text).toBe(LINE.replaceAll(' ', ''));
  });

  it('is read though it climbs through a tall picture', async () => {
    const picture = await pictureOf(LINE);
    const climbing = bent(picture, 1_200, 150, (x, y) => [x, y - 60 + x / 20]);
    expect((await readMicrLine(climbing, classifier)).text).toBe(LINE.replaceAll(' ', ''));
  });

  it('is read up to its end though a pen ties its last characters together', async () => {
    const picture = await pictureOf(LINE, '<path d="M880 20 L1010 88" stroke="#000" stroke-width="3"/>');
    const { text } = await readMicrLine(picture, classifier);
    expect(text).toHaveLength(LINE.length - 1);
    expect(text.endsWith('5C')).toBe(true);
  });

  it('is empty where there is none', async () => {
    const picture = { width: 200, height: 50, data: new Uint8Array(10_000).fill(255) };
    expect(await readMicrLine(picture, classifier)).toEqual({
      text: '',
      confidence: 0,
      rawConfidence: 0,
      glyphs: [],
    });
  });
});
