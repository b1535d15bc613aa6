import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../samples/draw/samples.ts';
import type { DocumentTruth, TruthBox } from '../../samples/draw/truth.ts';

interface PagePixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const folder = new URL('../../samples/', import.meta.url);
const truths = readFileSync(new URL('truth.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line): DocumentTruth => JSON.parse(line));
const files = truths.map(({ file }) => file);

const SIZES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'documents/us-check.png': [[1200, 550]],
  'documents/india-cheque.jpg': [[2092, 966]],
  'documents/comb-form.png': [[1240, 1754]],
  'documents/two-pages.pdf': [
    [2550, 3300],
    [2550, 1650],
  ],
  'documents/group4.tif': [[1400, 660]],
};

async function greyPages(bytes: Uint8Array, truth: DocumentTruth): Promise<readonly PagePixels[]> {
  if (!truth.file.endsWith('.pdf')) return [await greyPixels(sharp(bytes))];
  const library = await PDFiumLibrary.init();
  const pdf = await library.loadDocument(bytes);
  try {
    const pages: PagePixels[] = [];
    for (const page of pdf.pages()) {
      const { data, width, height } = await page.render({ scale: truth.dpi / 72, render: 'bitmap' });
      pages.push(await greyPixels(sharp(data, { raw: { width, height, channels: 4 } })));
    }
    return pages;
  } finally {
    pdf.destroy();
    library.destroy();
  }
}

async function greyPixels(image: Sharp): Promise<PagePixels> {
  const grey = image.flatten({ background: '#ffffff' }).toColourspace('b-w').raw();
  const { data, info } = await grey.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const COMPRESSION_TAG = 259;

/** First value of a short tag in the first directory of a little-endian TIFF. */
function tiffTag(bytes: Buffer, tag: number): number | undefined {
  const directory = bytes.readUInt32LE(4);
  const entries = Array.from(
    { length: bytes.readUInt16LE(directory) },
    (_, entry) => directory + 2 + 12 * entry,
  );
  const found = entries.find((at) => bytes.readUInt16LE(at) === tag);
  return found === undefined ? undefined : bytes.readUInt16LE(found + 8);
}

function darkest({ width, data }: PagePixels, [left, top, boxWidth, boxHeight]: TruthBox): number {
  let level = 255;
  for (let y = top; y < top + boxHeight; y++) {
    for (let x = left; x < left + boxWidth; x++) level = Math.min(level, data[y * width + x]!);
  }
  return level;
}

/** Darker than this is ink, even blurred; the darkest paper of the samples is about 205. */
const INK = 190;

/** Strips of three pixels along the inside of a box: one that sits tight has ink in all four. */
function sides([x, y, width, height]: TruthBox): readonly TruthBox[] {
  const [across, down] = [Math.min(3, width), Math.min(3, height)];
  return [
    [x, y, across, height],
    [x + width - across, y, across, height],
    [x, y, width, down],
    [x, y + height - down, width, down],
  ];
}

describe('sample documents', () => {
  it('are the five that the drawing makes', () => {
    expect(files).toEqual(Object.keys(SIZES));
    expect(SAMPLES).toHaveLength(files.length);
  });

  it('take less than 1.5 MB together', () => {
    const bytes = files.reduce((sum, file) => sum + readFileSync(new URL(file, folder)).length, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });

  it.each(truths)(
    '$file has the pages and sizes that the truth speaks of, with ink along all sides of every box',
    async (truth) => {
      const pages = await greyPages(readFileSync(new URL(truth.file, folder)), truth);
      expect(pages.map(({ width, height }) => [width, height])).toEqual(SIZES[truth.file]);
      expect(truth.numbers.length).toBeGreaterThan(5);
      for (const { text, box, glyphs, page = 0 } of truth.numbers) {
        const pixels = pages[page]!;
        expect(glyphs.map(([character]) => character).join('')).toBe(text.replaceAll(' ', ''));
        for (const [x, y, width, height] of [box, ...glyphs.map(([, ...glyphBox]) => glyphBox)]) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(pixels.width);
          expect(y + height).toBeLessThanOrEqual(pixels.height);
          for (const side of sides([x, y, width, height])) {
            expect(darkest(pixels, side), `side of ${text} at ${x},${y}`).toBeLessThan(INK);
          }
        }
      }
    },
  );

  it('group4.tif is one bit a pixel, Group 4', async () => {
    const bytes = readFileSync(new URL('documents/group4.tif', folder));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'tiff', bitsPerSample: 1, density: 200 });
    expect(tiffTag(bytes, COMPRESSION_TAG)).toBe(4);
  });

  it.each(['documents/us-check.png', 'documents/india-cheque.jpg', 'documents/comb-form.png'])(
    '%s says its resolution',
    async (file) => {
      const { density } = await sharp(readFileSync(new URL(file, folder))).metadata();
      expect(density).toBe(truths.find((truth) => truth.file === file)?.dpi);
    },
  );

  it('carry routing numbers with a right check digit and of no real bank', () => {
    const routings = truths.flatMap(({ fields }) =>
      fields.routing === undefined ? [] : [String(fields.routing)],
    );
    expect(routings.length).toBeGreaterThan(0);
    for (const routing of routings) {
      const sum = [...routing].reduce(
        (total, digit, place) => total + Number(digit) * [3, 7, 1][place % 3]!,
        0,
      );
      expect(sum % 10).toBe(0);
      expect(routing).toMatch(/^0000\d{5}$/);
    }
  });
});

describe('drawing again', () => {
  it.each(SAMPLES.map((draw, index) => [files[index]!, draw] as const))(
    'gives %s as committed',
    async (file, draw) => {
      const { bytes, truth } = await draw();
      expect(truth).toEqual(truths.find((known) => known.file === file));
      const committed = await greyPages(readFileSync(new URL(file, folder)), truth);
      const redrawn = await greyPages(bytes, truth);
      // Not the bytes: encoders and the last bit of a rounding may differ between processors; the picture may not.
      redrawn.forEach((page, index) => {
        const known = committed[index]!;
        let changed = 0;
        for (let at = 0; at < page.data.length; at++) {
          if (Math.abs(page.data[at]! - known.data[at]!) > 20) changed++;
        }
        expect(page.data).toHaveLength(known.data.length);
        expect(changed / page.data.length).toBeLessThan(0.001);
      });
    },
  );

  it('gives the same bytes twice', async () => {
    const draw = SAMPLES[files.indexOf('documents/group4.tif')]!;
    expect((await draw()).bytes).toEqual((await draw()).bytes);
  });
});
