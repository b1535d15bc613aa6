import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { PageResult } from '../../lib/document/result.ts';
import { readDocument } from '../../lib/pipeline/read-document.ts';
import type { FontName } from '../../samples/draw/fonts.ts';
import { svgPath } from '../../samples/draw/path.ts';
import { drawPrint } from '../../samples/draw/print-text.ts';
import { openLocalClassifier } from './in-process.ts';

const WIDTH = 1_275;
const HEIGHT = 1_000;
const DPI = 150;
const PARAGRAPH = [
  'The quarterly statement lists all deliveries by region and',
  'shows which orders were returned before the closing date.',
  'Please compare the figures below with your own records and',
  'report differences to the office named at the foot.',
];
const TABLE = [
  ['4821', '307', '65290'],
  ['9354', '682', '48703'],
  ['2967', '954', '30286'],
];
/** Stamped along the side of the page. */
const STANDING = '86352497';

/** A page of print: a paragraph, a table, a paragraph, and a number that runs up its side. */
async function drawPage(font: FontName): Promise<Buffer> {
  const line = (text: string, x: number, baseline: number) =>
    svgPath(drawPrint(text, { font, size: 30, x, baseline }).path);
  const paths = [
    ...PARAGRAPH.map((text, i) => line(text, 120, 120 + 48 * i)),
    ...TABLE.flatMap((row, i) => row.map((text, k) => line(text, 200 + 300 * k, 400 + 60 * i))),
    ...PARAGRAPH.map((text, i) => line(text, 120, 660 + 48 * i)),
  ];
  const standing = svgPath(drawPrint(STANDING, { font, size: 34, x: 0, baseline: 0, spacing: 4 }).path);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#fff"/>` +
    `<path d="${paths.join(' ')}"/><path transform="translate(1200 700) rotate(-90)" d="${standing}"/></svg>`;
  return sharp(Buffer.from(svg)).flatten().greyscale().withMetadata({ density: DPI }).png().toBuffer();
}

async function readPrint(font: FontName): Promise<PageResult> {
  const classifier = await openLocalClassifier();
  try {
    const { pages } = await readDocument(await drawPage(font), classifier);
    return pages[0]!;
  } finally {
    classifier.dispose();
  }
}

it('reads the numbers of a printed page row by row, and the one along its side', async () => {
  const { numbers } = await readPrint('roboto');
  const known = new Set([...TABLE.flat(), STANDING]);
  const found = numbers.filter(({ text }) => known.has(text));
  expect(found.map(({ text }) => text).filter((text) => text !== STANDING)).toEqual(TABLE.flat());
  expect(found.some(({ text }) => text === STANDING)).toBe(true);
  for (const { kind } of found) expect(kind).toBe('printed');
  // Of some seventy words few may pass for numbers.
  expect(numbers.length - found.length).toBeLessThanOrEqual(7);
});
