import { dust } from '../background.ts';
import { combCrosses, drawInComb } from '../comb-writing.ts';
import { drawHandwriting } from '../handwriting.ts';
import { type Mark, mark, numberMark, textMark } from '../mark.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom, type Random } from '../random.ts';
import { type Comb, combBox, rectangle, rule } from '../rules.ts';
import type { Sample } from '../sample.ts';
import { rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetNumbers, sheetSvg } from '../sheet.ts';

const SHEET: Sheet = { width: 1240, height: 1754, dpi: 150, paper: '#ffffff', skew: 1.3 };
const PRINT = { fill: '#202020' };
const RULE = { stroke: '#262626', width: 1.8 };
const PEN = { fill: '#2a2f3d', stroke: '#2a2f3d', width: 0.8 };
const STROKE = { stroke: '#2a2f3d', width: 3.4 };
const ROW_TOP = 430;
const ROW_HEIGHT = 92;

/** What each row counts, and how its comb is filled: X a crossed cell, _ a blank one. */
const ROWS = [
  { label: 'Bags of flour in the store', field: 'flour', text: 'X347' },
  { label: 'Bags of rice in the store', field: 'rice', text: '1208' },
  { label: 'Tins of oil', field: 'oil', text: '__96' },
  { label: 'Boxes of candles', field: 'candles', text: 'XX05' },
  { label: 'Blankets', field: 'blankets', text: 'XXXX' },
  { label: 'Buckets with lid', field: 'buckets', text: '_471' },
  { label: 'All pieces together', field: 'total', text: '2127' },
] as const;

/** A stock-taking form with comb boxes, A4 at 150 dpi, grey, put crooked on the scanner. */
export async function drawCombForm(): Promise<Sample> {
  const random = createRandom(2103);
  const marks = [...heading(random), ...ROWS.flatMap((_, index) => row(index, random)), ...footing(random)];
  const specks = mark(dust({ x: 0, y: 0, width: SHEET.width, height: SHEET.height }, 90, 1.5, random), {
    fill: '#777777',
  });
  const raster = await scan(sheetSvg(SHEET, [...marks, specks]), {
    random,
    colour: false,
    blur: 0.6,
    noise: 3,
    shading: 9,
    levels: 16,
  });
  const counts = ROWS.map(({ field, text }) => [field, text] as const);
  return {
    bytes: await rasterImage(raster).png({ compressionLevel: 9 }).withDensity(SHEET.dpi).toBuffer(),
    truth: {
      file: 'documents/comb-form.png',
      kind: 'form',
      country: 'ZZ',
      dpi: SHEET.dpi,
      fields: { ...Object.fromEntries(counts), store: '40716', date: '27022026' },
      numbers: sheetNumbers(SHEET, marks),
    },
  };
}

function label(text: string, x: number, baseline: number, size = 23, bold = false): Mark {
  return textMark(
    drawPrint(text, { font: bold ? 'roboto-bold' : 'roboto', size, x, baseline }),
    PRINT,
    'printed',
  );
}

/** A comb with what is written in it; a comb of crosses and blanks alone shows no number. */
function filledComb(text: string, comb: Comb, field: string, random: Random): readonly Mark[] {
  const written = /\d/.test(text)
    ? [drawInComb(text, comb, { font: 'patrick-hand', size: 54, random, slant: 0.08 })]
    : [];
  return [
    mark(combBox(comb), RULE),
    mark(combCrosses(text, comb, random), STROKE),
    ...written.map((drawn) => numberMark(drawn, PEN, 'handwritten', field)),
  ];
}

function heading(random: Random): readonly Mark[] {
  return [
    mark(rectangle(92, 92, 30, 30), PRINT),
    mark(rectangle(1118, 92, 30, 30), PRINT),
    label('STOCK-TAKING FORM', 160, 130, 40, true),
    label('Sample Relief Society', 160, 170, 26),
    label('Form S-12', 985, 170, 22),
    label('Store number', 100, 262),
    ...filledComb('40716', { x: 270, y: 222, cells: 5, cellWidth: 50, height: 60 }, 'store', random),
    label('Taken by', 640, 262),
    mark(rule(750, 268, 1148, 268), { ...RULE, width: 1.2 }),
    textMark(
      drawHandwriting('Noor Sample', { font: 'patrick-hand', size: 44, x: 770, baseline: 262, random }),
      PEN,
      'handwritten',
    ),
    mark(rectangle(92, ROW_TOP - 74, 1056, 54), { fill: '#d9d9d9', ...RULE }),
    label('No.', 112, ROW_TOP - 38, 23, true),
    label('What is counted', 190, ROW_TOP - 38, 23, true),
    label('How many', 900, ROW_TOP - 38, 23, true),
  ];
}

function row(index: number, random: Random): readonly Mark[] {
  const { label: text, field, text: written } = ROWS[index]!;
  const top = ROW_TOP - 20 + index * ROW_HEIGHT;
  return [
    mark(rectangle(92, top, 1056, ROW_HEIGHT), RULE),
    mark(rule(170, top, 170, top + ROW_HEIGHT), RULE),
    label(String(index + 1).padStart(2, '0'), 112, top + 56, 28, true),
    label(text, 190, top + 55, 25),
    ...filledComb(written, { x: 900, y: top + 14, cells: 4, cellWidth: 54, height: 64 }, field, random),
  ];
}

function footing(random: Random): readonly Mark[] {
  const top = ROW_TOP + ROWS.length * ROW_HEIGHT + 40;
  return [
    label('Write one digit into each box. Cross the boxes that stay empty.', 100, top + 6, 21),
    label('Day, month, year', 100, top + 92),
    ...filledComb('27022026', { x: 310, y: top + 54, cells: 8, cellWidth: 50, height: 60 }, 'date', random),
    label('Signature', 100, top + 200),
    mark(rule(230, top + 206, 700, top + 206), { ...RULE, width: 1.2 }),
    textMark(
      drawHandwriting('N. Sample', {
        font: 'caveat',
        size: 70,
        x: 290,
        baseline: top + 198,
        random,
        slant: 0.1,
      }),
      PEN,
      'handwritten',
    ),
    label('Page 1 of 1', 1020, 1660, 20),
  ];
}
