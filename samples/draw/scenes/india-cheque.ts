import { dust, rosette, waves } from '../background.ts';
import { drawInComb } from '../comb-writing.ts';
import { drawHandwriting } from '../handwriting.ts';
import { type Mark, mark, numberMark, textMark } from '../mark.ts';
import { drawMicrLine } from '../micr-line.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom } from '../random.ts';
import { combBox, rectangle, rule } from '../rules.ts';
import type { Sample } from '../sample.ts';
import { rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetNumbers, sheetSvg } from '../sheet.ts';

/** CTS-2010 cheques measure 202 x 92 mm; scanners deliver them at 300 dpi with the edges cropped. */
const SHEET: Sheet = { width: 2092, height: 966, dpi: 300, paper: '#fbfbf8', skew: -0.3 };
const PRINT = { fill: '#2c2c30' };
const RULE = { stroke: '#4a5552', width: 2 };
const PEN = { fill: '#1d2f8a', stroke: '#1d2f8a', width: 1.6, opacity: 0.93 };
const STAMP = { fill: '#4b2f92', opacity: 0.9 };
const MAGNETIC = { fill: '#141414' };
const DATE_COMB = { x: 1560, y: 62, cells: 8, cellWidth: 58, height: 66 };

/** A cheque of the layout that India's CTS-2010 standard prescribes, in colour. */
export async function drawIndiaCheque(): Promise<Sample> {
  const random = createRandom(2102);
  const marks = [...background(), ...printedPart(), ...writtenPart(random)];
  const specks = mark(dust({ x: 0, y: 0, width: SHEET.width, height: SHEET.height }, 40, 1.6, random), {
    fill: '#9a9a92',
  });
  const raster = await scan(sheetSvg(SHEET, [...marks, specks]), {
    random,
    colour: true,
    blur: 0.7,
    noise: 2.4,
    shading: 6,
  });
  return {
    bytes: await rasterImage(raster)
      .jpeg({ quality: 72, chromaSubsampling: '4:2:0' })
      .withDensity(SHEET.dpi)
      .toBuffer(),
    truth: {
      file: 'documents/india-cheque.jpg',
      kind: 'cheque',
      country: 'IN',
      dpi: SHEET.dpi,
      fields: {
        micr: 'C047193C 999888012A 352860C 31',
        serial: '047193',
        account: '90310045276813',
        date: '14032026',
        amount: '270000',
        amountAsWritten: '2,70,000/-',
      },
      numbers: sheetNumbers(SHEET, marks),
    },
  };
}

function background(): readonly Mark[] {
  const print = { stroke: '#a9d6c4', width: 1.1, opacity: 0.75 };
  return [
    mark(rectangle(-20, -20, SHEET.width + 40, 820), { fill: '#dff3e9' }),
    mark(waves({ x: 0, y: 14, width: SHEET.width, height: 768 }, 64, { period: 240, swing: 16 }), print),
    mark(rosette({ x: 1080, y: 420 }, 260, 17, 88), { stroke: '#b3d3e6', width: 1, opacity: 0.7 }),
    mark(rectangle(90, 590, 440, 96), { fill: '#cfd3ec' }),
    mark(waves({ x: 90, y: 592, width: 440, height: 92 }, 16, { period: 60, swing: 7 }), {
      stroke: '#aab0dc',
      width: 1.2,
    }),
  ];
}

function printedPart(): readonly Mark[] {
  const label = (text: string, x: number, baseline: number, size = 30, bold = false) =>
    textMark(drawPrint(text, { font: bold ? 'roboto-bold' : 'roboto', size, x, baseline }), PRINT, 'printed');
  const legend = [...'DDMMYYYY'].map((letter, cell) =>
    mark(
      drawPrint(letter, {
        font: 'roboto-bold',
        size: 27,
        x: DATE_COMB.x + (cell + 0.5) * DATE_COMB.cellWidth,
        baseline: 158,
        align: 'middle',
      }).path,
      PRINT,
    ),
  );
  return [
    mark(rectangle(96, 34, 96, 118), { fill: '#c4562c' }),
    mark(rosette({ x: 144, y: 93 }, 40, 7, 40), { stroke: '#fbe9d8', width: 1.6 }),
    textMark(
      drawPrint('NAMUNA BANK', { font: 'source-serif-bold', size: 62, x: 214, baseline: 96 }),
      { fill: '#a5411b' },
      'printed',
    ),
    label('A bank that does not exist', 216, 138, 25),
    label('7-2-118, NAMUNAPUR, TEST NAGAR - 999 888', 740, 72, 27),
    label('IFSC : NMNA0000012', 740, 112, 27),
    label('(CTS)', 1120, 112, 27),
    mark(combBox(DATE_COMB), { ...RULE, fill: '#f6fbf8' }),
    ...legend,
    label('Pay', 84, 256, 35, true),
    mark(rule(150, 262, 1700, 262), RULE),
    label('or Bearer', 1840, 256, 33, true),
    label('Rupees', 84, 342, 35, true),
    mark(rule(216, 348, 1990, 348), RULE),
    mark(rule(84, 434, 1470, 434), RULE),
    mark(rectangle(1490, 352, 510, 84), { ...RULE, fill: '#f6fbf8' }),
    mark(rule(1596, 352, 1596, 436), RULE),
    mark(drawPrint('₹', { font: 'roboto-currency', size: 64, x: 1522, baseline: 416 }).path, PRINT),
    mark(rectangle(112, 462, 900, 84), RULE),
    mark(rule(232, 462, 232, 546), RULE),
    label('A/c. No.', 122, 516, 29, true),
    numberMark(
      drawPrint('90310045276813', {
        font: 'courier-prime-bold',
        size: 58,
        x: 262,
        baseline: 522,
        spacing: 14,
      }),
      STAMP,
      'printed',
      'account',
    ),
    label('Payable at par at all branches', 560, 650, 29, true),
    label('SAN : 352860', 100, 752, 36, true),
    numberMark(
      drawPrint('047193', { font: 'source-serif', size: 44, x: 334, baseline: 754, spacing: 6 }),
      PRINT,
      'printed',
      'serial',
    ),
    label('Please sign above', 1690, 788, 24),
    numberMark(
      drawMicrLine('C047193C 999888012A 352860C 31', { dpi: SHEET.dpi, x: 480, baseline: 908 }),
      MAGNETIC,
      'micr',
      'micr',
    ),
  ];
}

function writtenPart(random: ReturnType<typeof createRandom>): readonly Mark[] {
  const hand = (text: string, x: number, baseline: number, size: number, touching = 0) =>
    drawHandwriting(text, { font: 'kalam', size, x, baseline, random, touching, slant: 0.1, jitter: 1.1 });
  return [
    numberMark(
      drawInComb('14032026', DATE_COMB, { font: 'kalam', size: 58, random }),
      PEN,
      'handwritten',
      'date',
    ),
    textMark(hand('Asha Namunakar', 560, 250, 70), PEN, 'handwritten'),
    textMark(hand('Two lakh seventy thousand only', 420, 336, 66), PEN, 'handwritten'),
    numberMark(hand('2,70,000/-', 1622, 418, 70, 0.45), PEN, 'handwritten', 'amount'),
    textMark(hand('A. Pariksha', 1640, 738, 84), PEN, 'handwritten'),
  ];
}
