import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../lib/document/image.ts';
import { drawBarChart, drawGroupedBars, drawLineChart } from '../../../local/evaluate/charts.ts';
import { drawContactSheet, tileSizeFor } from '../../../local/evaluate/contact-sheet.ts';
import { cropPlace } from '../../../local/evaluate/crop-place.ts';
import {
  borderLevel,
  inkOfCleanGlyph,
  inkOfPhotographedGlyph,
  isDarkOnLight,
} from '../../../local/evaluate/ink-of-glyph.ts';
import { pictureWithBar } from './write-set.ts';

const bar = { x: 12, y: 6, width: 4, height: 16 };
const white = pictureWithBar({ width: 28, height: 28, bar, ink: 255, paper: 0 });
const dark = pictureWithBar({ width: 28, height: 28, bar, ink: 40, paper: 220 });

describe('ink of a glyph', () => {
  it('is bright on black, however the set is drawn', () => {
    expect([borderLevel(white), borderLevel(dark)]).toEqual([0, 220]);
    expect(inkOfCleanGlyph(white, false).data).toEqual(white.data);
    expect(inkOfCleanGlyph(dark, true).data).toEqual(white.data);
    // Grey paper does not say which side of it ink is on; the ink does.
    const grey = { ...white, data: white.data.map((level) => 128 + level / 2) };
    expect([isDarkOnLight([grey]), inkOfCleanGlyph(grey, false).data]).toEqual([false, white.data]);
    for (const ink of [inkOfPhotographedGlyph(dark, true), inkOfPhotographedGlyph(white, false)]) {
      expect(ink.data[14 * 28 + 13]).toBeGreaterThan(200);
      expect(ink.data[0]).toBe(0);
    }
  });

  it('is told by the vote of the set, as ink may fill the border of single pictures', () => {
    const full = pictureWithBar({
      width: 16,
      height: 16,
      bar: { x: 0, y: 0, width: 16, height: 16 },
      ink: 255,
      paper: 0,
    });
    expect(borderLevel(full)).toBe(255);
    expect(isDarkOnLight([full, white, white])).toBe(false);
    expect(isDarkOnLight([dark, dark, white])).toBe(true);
  });

  it('drops the texture of the paper away from the strokes', () => {
    const data = dark.data.map((level, index) => (level === 220 && index % 3 === 0 ? 205 : level));
    const ink = inkOfPhotographedGlyph({ ...dark, data }, true);
    expect([...ink.data.subarray(0, 28)].every((level) => level === 0)).toBe(true);
  });
});

describe('cropPlace', () => {
  const picture: GreyImage = {
    width: 4,
    height: 3,
    data: Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
  };

  it('cuts out a place and what is around it, as far as the picture goes', () => {
    const place = { x: 2, y: 1, width: 1, height: 1 };
    expect(cropPlace(picture, place, 0)).toEqual({ width: 1, height: 1, data: Uint8Array.from([6]) });
    expect(cropPlace(picture, place, 1)).toEqual({
      width: 3,
      height: 3,
      data: Uint8Array.from([1, 2, 3, 5, 6, 7, 9, 10, 11]),
    });
    expect(cropPlace(picture, place, 9)).toEqual(picture);
  });

  it('has nothing to cut outside', () => {
    expect(cropPlace(picture, { x: 10, y: 0, width: 2, height: 2 }, 1)).toBeUndefined();
  });
});

describe('drawContactSheet', () => {
  it('puts every picture into its tile and text under it', async () => {
    const tiles = Array.from({ length: 20 }, () => ({ picture: white, caption: ['4 -> 9 0.61'] }));
    const options = { title: 'errors', tileWidth: 84, tileHeight: 84 };
    const sheet = await drawContactSheet(tiles, options);
    const { data, info } = await sharp(sheet).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1_740, 38 + 2 * 112]);
    const at = (x: number, y: number) => data[y * info.width + x]!;
    // The first tile lies at 12, 38; its picture is enlarged three times.
    expect(at(12 + 3 * 13, 38 + 3 * 14)).toBe(255);
    expect(at(12 + 3, 38 + 3)).toBe(0);
    const caption = [...data.subarray((38 + 84) * info.width, (38 + 100) * info.width)];
    expect(caption.some((level) => level < 100)).toBe(true);
  });
});

describe('tileSizeFor', () => {
  const shaped = (width: number, height: number) => ({
    picture: { width, height, data: new Uint8Array(width * height) },
    caption: [],
  });

  it('takes the shape of the middle picture within bounds', () => {
    expect(tileSizeFor([shaped(1, 9), shaped(200, 50), shaped(90, 1)], 10_000)).toEqual({
      tileWidth: 200,
      tileHeight: 50,
    });
    expect(tileSizeFor([shaped(1, 100)], 6_000)).toEqual({ tileWidth: 60, tileHeight: 100 });
    expect(tileSizeFor([], 100)).toEqual({ tileWidth: 10, tileHeight: 10 });
  });
});

describe('charts', () => {
  it('draws bars in proportion', () => {
    const svg = drawBarChart({
      title: 'a page',
      unit: 'ms',
      rows: [
        { label: 'decode', value: 50 },
        { label: 'read', value: 100 },
      ],
    });
    const widths = [...svg.matchAll(/<rect x="190"[^>]* width="([\d.]+)"/gu)].map((match) =>
      Number(match[1]),
    );
    expect(widths[1]).toBeCloseTo(2 * widths[0]!, 1);
    expect(svg).not.toContain('<text');
  });

  it('draws groups of bars on one scale', () => {
    const row = { label: 'a', text: '50 %', aside: false };
    const svg = drawGroupedBars({
      title: 'sets',
      largest: 100,
      groups: [
        { title: 'one', rows: [{ ...row, value: 50 }] },
        { title: 'two', rows: [{ ...row, value: 100, aside: true }] },
      ],
    });
    const bars = [...svg.matchAll(/<rect x="215" y="(\d+)" width="([\d.]+)"[^>]*fill="(#\w+)"/gu)];
    expect(Number(bars[1]![2])).toBeCloseTo(2 * Number(bars[0]![2]), 1);
    expect(Number(bars[1]![1])).toBeGreaterThan(Number(bars[0]![1]) + 26);
    expect(bars[0]![3]).not.toBe(bars[1]![3]);
  });

  it('draws a line over an axis from zero', async () => {
    const points = [
      { x: 0, y: 300 },
      { x: 100, y: 300 },
    ];
    const svg = drawLineChart({ title: 'memory', xLabel: 'pages', yLabel: 'MB', points });
    const [, from, to] = /d="M70\.0 ([\d.]+)L730\.0 ([\d.]+)" fill="none" stroke="#2f6f8f"/u.exec(svg) ?? [];
    expect(from).toBe(to);
    expect(Number(from)).toBeCloseTo(66 + 240 * (1 - 1 / 1.1), 0);
    expect((await sharp(Buffer.from(svg)).metadata()).width).toBe(760);
  });
});
