import { dust } from '../background.ts';
import { drawInComb } from '../comb-writing.ts';
import { drawHandwriting } from '../handwriting.ts';
import { type Mark, mark, numberMark, textMark } from '../mark.ts';
import { drawMicrLine } from '../micr-line.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom, type Random } from '../random.ts';
import { combBox, rectangle, rule } from '../rules.ts';
import type { Sample } from '../sample.ts';
import { ditherTints, rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetNumbers, sheetSvg } from '../sheet.ts';

const SHEET: Sheet = { width: 1400, height: 660, dpi: 200, paper: '#ffffff', skew: -0.7 };
const PRINT = { fill: '#101010' };
const RULE = { stroke: '#202020', width: 1.6 };
const PEN = { fill: '#101010', stroke: '#101010', width: 0.6 };
const ACCOUNT_COMB = { x: 48, y: 356, cells: 10, cellWidth: 44, height: 54 };
const AMOUNTS = [
  { label: 'CURRENCY', written: '214.00' },
  { label: 'COIN', written: '3.75' },
  { label: 'CHECKS', written: '1284.50' },
  { label: '', written: '86.25' },
  { label: 'TOTAL', written: '1588.50' },
] as const;

/** A deposit slip as a bitonal scanner delivers it: one bit a pixel, CCITT Group 4, tints as a screen of dots. */
export async function drawDepositSlip(): Promise<Sample> {
  const random = createRandom(2106);
  const marks = [...printedPart(), ...amountColumn(random), ...writtenPart(random)];
  const specks = mark(dust({ x: 0, y: 0, width: SHEET.width, height: SHEET.height }, 60, 1.7, random), PRINT);
  const grey = await scan(sheetSvg(SHEET, [...marks, specks]), {
    random,
    colour: false,
    blur: 0.6,
    noise: 9,
    shading: 0,
  });
  const dotsPerMillimetre = SHEET.dpi / 25.4;
  return {
    bytes: await rasterImage(ditherTints(grey, 128, 222))
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dotsPerMillimetre, yres: dotsPerMillimetre })
      .toBuffer(),
    truth: {
      file: 'documents/group4.tif',
      kind: 'form',
      country: 'US',
      dpi: SHEET.dpi,
      fields: {
        micr: 'A000067894A 0004713826C',
        routing: '000067894',
        account: '0004713826',
        dateAsWritten: '3-16-2026',
        amountAsWritten: '1588.50',
        amountMinor: 158850,
      },
      numbers: sheetNumbers(SHEET, marks),
    },
  };
}

function label(text: string, x: number, baseline: number, size = 19, bold = false): Mark {
  return textMark(
    drawPrint(text, { font: bold ? 'roboto-bold' : 'roboto', size, x, baseline }),
    PRINT,
    'printed',
  );
}

function printedPart(): readonly Mark[] {
  return [
    label('DEPOSIT TICKET', 48, 72, 36, true),
    textMark(
      drawPrint('FIRST SAMPLE BANK', { font: 'source-serif-bold', size: 30, x: 48, baseline: 122 }),
      PRINT,
      'printed',
    ),
    label('A bank that does not exist', 48, 150),
    label('DATE', 48, 216),
    mark(rule(108, 220, 420, 220), RULE),
    label('NAME', 48, 286),
    mark(rule(116, 290, 640, 290), RULE),
    label('ACCOUNT NUMBER', 48, 344),
    mark(combBox(ACCOUNT_COMB), RULE),
    label('Deposits may not be available for immediate withdrawal.', 48, 470, 18),
    numberMark(
      drawMicrLine('A000067894A 0004713826C', { dpi: SHEET.dpi, x: 120, baseline: 612 }),
      PRINT,
      'micr',
      'micr',
    ),
  ];
}

function amountColumn(random: Random): readonly Mark[] {
  const height = 82;
  return [
    // The tinted strip that such forms print beside the amounts; one threshold would drop it or fill it.
    mark(rectangle(820, 56, 180, AMOUNTS.length * height), { fill: '#d2d2d2' }),
    ...AMOUNTS.flatMap(({ label: name, written }, index): readonly Mark[] => {
      const top = 56 + index * height;
      const total = name === 'TOTAL';
      const drawn = drawHandwriting(written, {
        font: 'shadows-into-light',
        size: 62,
        x: 1046,
        baseline: top + 62,
        random,
        touching: 0.2,
        slant: 0.08,
      });
      return [
        ...(name === '' ? [] : [label(name, 836, top + 50, 22, true)]),
        mark(rectangle(1000, top, 350, height), total ? { ...RULE, width: 3.6 } : RULE),
        numberMark(drawn, PEN, 'handwritten', ...(total ? ['amount'] : [])),
      ];
    }),
    label('$', 1012, 56 + 4 * height + 56, 34, true),
  ];
}

function writtenPart(random: Random): readonly Mark[] {
  const hand = (text: string, x: number, baseline: number, size: number) =>
    drawHandwriting(text, { font: 'shadows-into-light', size, x, baseline, random, slant: 0.08 });
  return [
    numberMark(hand('3-16-2026', 130, 213, 56), PEN, 'handwritten', 'date'),
    textMark(hand('Rowan T. Example', 140, 284, 54), PEN, 'handwritten'),
    numberMark(
      drawInComb('0004713826', ACCOUNT_COMB, { font: 'shadows-into-light', size: 54, random }),
      PEN,
      'handwritten',
      'account',
    ),
  ];
}
