import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import opentype from 'opentype.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFor } from '../../local/seeded-random.ts';
import type { PrintFace } from '../../training/dump-strips/print-faces.ts';
import { composePrintPage, type PrintedPage } from '../../training/dump-strips/print-page.ts';
import { printedText } from '../../training/dump-strips/print-texts.ts';

const FONT = join(
  import.meta.dirname,
  '../../node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff',
);

const WORDS = ['account', 'number', 'oil', 'soil'];

let faces: readonly PrintFace[];

beforeAll(async () => {
  const { buffer } = new Uint8Array(await readFile(FONT));
  faces = [{ font: opentype.parse(buffer), split: 'train', isTyped: true }];
});

const compose = (seed: number) => composePrintPage({ faces, words: WORDS }, 'train', randomFor(3, seed));

describe('composePrintPage', () => {
  it('says where each of its words stands', async () => {
    for (const seed of [0, 1]) {
      const page = await compose(seed);
      const { width, height } = page.image;
      expect(page.words.length).toBeGreaterThan(10);
      const paper = median(page.image.data);
      const inked = page.words.filter(({ box }) => paper - darkestIn(page, box) > 60);
      expect(inked.length).toBeGreaterThan(0.95 * page.words.length);
      for (const { box } of page.words) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
      }
    }
  });

  it('is the same for the same seed', async () => {
    const [one, same] = await Promise.all([compose(4), compose(4)]);
    expect(one.words).toEqual(same.words);
    expect(Buffer.compare(one.image.data, same.image.data)).toBe(0);
  });
});

function darkestIn({ image }: PrintedPage, box: PrintedPage['words'][number]['box']): number {
  let least = 255;
  for (let y = Math.floor(box.y); y < box.y + box.height; y++)
    for (let x = Math.floor(box.x); x < box.x + box.width; x++)
      least = Math.min(least, image.data[y * image.width + x] ?? 255);
  return least;
}

const median = (levels: Uint8Array) => levels.slice().sort()[levels.length >> 1]!;

describe('printedText', () => {
  it('has words without a digit and numbers in the forms that print has, and no spaces', () => {
    const texts = Array.from({ length: 6_000 }, (_, i) => printedText(randomFor(8, i), WORDS));
    expect(texts.every((text) => /^\S+$/u.test(text))).toBe(true);
    for (const form of [
      /^[A-Za-z]+$/u,
      /^(ACCOUNT|Account|account)/u,
      /^\d+$/u,
      /^\$[\d,]+(\.\d\d)?$/u,
      /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/u,
      /^\(\d{3}\)/u,
      /%/u,
      /^#\d/u,
      /^[A-Z]+-?\d+$/u,
    ]) {
      expect(texts.filter((text) => form.test(text)).length).toBeGreaterThan(10);
    }
  });
});
