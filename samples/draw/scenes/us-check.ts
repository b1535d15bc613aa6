import { dust, waves } from '../background.ts';
import { drawHandwriting } from '../handwriting.ts';
import { type Mark, mark, numberMark, textMark } from '../mark.ts';
import { drawMicrLine } from '../micr-line.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom, type Random } from '../random.ts';
import { rectangle, rule } from '../rules.ts';
import type { Sample } from '../sample.ts';
import { rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetNumbers, sheetSvg } from '../sheet.ts';

const SHEET: Sheet = { width: 1200, height: 550, dpi: 200, paper: '#f7f8f9', skew: 0.4 };

/** What stands on a check. */
export interface UsCheckTexts {
  readonly payer: string;
  readonly serial: string;
  readonly date: string;
  readonly payee: string;
  readonly amount: string;
  /** The amount in words; the rule behind it begins at `wordsEnd`, in pixels. */
  readonly words: string;
  readonly wordsEnd: number;
  readonly memo: string;
  readonly signature: string;
  /** As `drawMicrLine` takes it. */
  readonly micr: string;
}

const TEXTS: UsCheckTexts = {
  payer: 'ROWAN T. EXAMPLE',
  serial: '1042',
  date: '3/14/2026',
  payee: 'Marigold Test Nursery',
  amount: '1,284.50',
  words: 'One thousand two hundred eighty-four and 50/100',
  wordsEnd: 948,
  memo: 'invoice 20377',
  signature: 'Rowan Example',
  micr: 'A000067894A 0004713826C 1042',
};
const PRINT = { fill: '#33363c' };
const RULE = { stroke: '#555a62', width: 1.3 };
const PEN = { fill: '#2b3246', stroke: '#2b3246', width: 1 };
const MAGNETIC = { fill: '#16171a' };

/** A personal check of the United States, grey, 6 x 2.75 inches at 200 dpi. */
export async function drawUsCheck(): Promise<Sample> {
  const random = createRandom(2101);
  const marks = usCheckMarks(TEXTS, random);
  const specks = mark(dust({ x: 0, y: 0, width: SHEET.width, height: SHEET.height }, 26, 1.2, random), {
    fill: '#8a8d92',
  });
  const raster = await scan(sheetSvg(SHEET, [...marks, specks]), {
    random,
    colour: false,
    blur: 0.55,
    noise: 2.4,
    shading: 5,
    levels: 18,
  });
  return {
    bytes: await rasterImage(raster).png({ compressionLevel: 9 }).withDensity(SHEET.dpi).toBuffer(),
    truth: {
      file: 'documents/us-check.png',
      kind: 'cheque',
      country: 'US',
      dpi: SHEET.dpi,
      fields: {
        micr: TEXTS.micr,
        routing: '000067894',
        account: '0004713826',
        serial: TEXTS.serial,
        amountAsWritten: TEXTS.amount,
        amountMinor: 128450,
        dateAsWritten: TEXTS.date,
      },
      numbers: sheetNumbers(SHEET, marks),
    },
  };
}

/** A check without dust, drawn for a sheet of 1200 x 550 pixels at 200 dpi. */
export function usCheckMarks(texts: UsCheckTexts, random: Random): readonly Mark[] {
  return [...printedPart(texts), ...writtenPart(texts, random)];
}

function printedPart({ payer, serial, micr }: UsCheckTexts): readonly Mark[] {
  const print = (text: string, x: number, baseline: number, size: number, bold = false) =>
    drawPrint(text, { font: bold ? 'roboto-bold' : 'roboto', size, x, baseline });
  const label = (text: string, x: number, baseline: number, size = 15) =>
    textMark(print(text, x, baseline, size), PRINT, 'printed');
  return [
    mark(waves({ x: 14, y: 14, width: 1172, height: 430 }, 62, { period: 150, swing: 9 }), {
      stroke: '#dde3e8',
      width: 0.9,
    }),
    mark(rectangle(13, 13, 1174, 524), { stroke: '#b9c2c9', width: 3 }),
    textMark(
      drawPrint(payer, { font: 'source-serif-bold', size: 25, x: 48, baseline: 60 }),
      PRINT,
      'printed',
    ),
    label('418 Sample Lane', 48, 85, 19),
    label('Testville, ZZ 00000', 48, 107, 19),
    numberMark(
      drawPrint(serial, { font: 'source-serif-bold', size: 36, x: 1150, baseline: 64, align: 'right' }),
      PRINT,
      'printed',
      'serial',
    ),
    label('00-6789/0000', 1038, 92, 15),
    label('DATE', 742, 140),
    mark(rule(790, 143, 1085, 143), RULE),
    label('PAY TO THE', 48, 194),
    label('ORDER OF', 48, 213),
    mark(rule(140, 216, 915, 216), RULE),
    mark(print('$', 934, 217, 36, true).path, PRINT),
    mark(rectangle(964, 172, 186, 50), { ...RULE, fill: '#fcfcfc' }),
    mark(rule(48, 282, 1030, 282), RULE),
    label('DOLLARS', 1042, 282, 18),
    textMark(
      drawPrint('FIRST SAMPLE BANK', { font: 'source-serif-bold', size: 27, x: 48, baseline: 335 }),
      PRINT,
      'printed',
    ),
    label('A bank that does not exist', 48, 358, 16),
    label('MEMO', 48, 432),
    mark(rule(104, 435, 520, 435), RULE),
    mark(rule(690, 435, 1150, 435), RULE),
    mark(print('AUTHORIZED SIGNATURE', 846, 451, 10).path, PRINT),
    numberMark(drawMicrLine(micr, { dpi: SHEET.dpi, x: 92, baseline: 508 }), MAGNETIC, 'micr', 'micr'),
  ];
}

function writtenPart(texts: UsCheckTexts, random: Random): readonly Mark[] {
  const hand = (text: string, x: number, baseline: number, size: number, touching = 0) =>
    drawHandwriting(text, { font: 'nothing-you-could-do', size, x, baseline, random, touching, slant: 0.06 });
  return [
    numberMark(hand(texts.date, 812, 135, 40), PEN, 'handwritten', 'date'),
    textMark(hand(texts.payee, 168, 206, 38), PEN, 'handwritten'),
    numberMark(hand(texts.amount, 978, 209, 43, 0.3), PEN, 'handwritten', 'amount'),
    textMark(hand(texts.words, 66, 272, 34), PEN, 'handwritten'),
    mark(rule(texts.wordsEnd, 268, 1026, 265), { stroke: PEN.stroke, width: 2.4 }),
    textMark(hand(texts.memo, 120, 426, 34), PEN, 'handwritten'),
    textMark(hand(texts.signature, 730, 424, 46), PEN, 'handwritten'),
  ];
}
