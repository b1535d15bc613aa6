import { dust } from '../background.ts';
import { combCrosses, drawInComb } from '../comb-writing.ts';
import { drawHandwriting } from '../handwriting.ts';
import { type Mark, mark, numberMark, textMark } from '../mark.ts';
import { writePdf } from '../pdf.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom, type Random } from '../random.ts';
import { combBox, rectangle, rule } from '../rules.ts';
import type { Sample } from '../sample.ts';
import { rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetNumbers, sheetSvg } from '../sheet.ts';

// Sizes in whole points as well as whole pixels: PDF renderers round to points.
const ADVICE: Sheet = { width: 1700, height: 2200, dpi: 200, paper: '#ffffff', skew: 0 };
const CARD: Sheet = { width: 1700, height: 1100, dpi: 200, paper: '#f8f7f2', skew: -0.9 };
/** A PDF has no pixels of its own: these are the ones of a page rendered as finely as this project does. */
const TRUTH_DPI = 300;
const PRINT = { fill: '#1c1c1c' };
const RULE = { stroke: '#333333', width: 2 };
const PEN = { fill: '#1b2a7a', stroke: '#1b2a7a', width: 1.4 };

const INVOICES = [
  { number: '700418', date: '2026-01-09', amount: '318.40' },
  { number: '700466', date: '2026-01-23', amount: '1,072.15' },
  { number: '700531', date: '2026-02-06', amount: '95.00' },
] as const;

const METERS = [
  { meter: '58120', field: 'meter_58120', reading: '043917' },
  { meter: '58121', field: 'meter_58121', reading: '_82604' },
  { meter: '58127', field: 'meter_58127', reading: '110358' },
  { meter: '58133', field: 'meter_58133', reading: 'XX7729' },
] as const;

/** A PDF of two pages: a remittance advice in vectors (US Letter), and a meter card scanned to a JPEG (half of it). */
export async function drawTwoPages(): Promise<Sample> {
  const random = createRandom(2104);
  const advice = adviceMarks(random);
  const card = cardMarks(random);
  const specks = mark(dust({ x: 0, y: 0, width: CARD.width, height: CARD.height }, 50, 1.6, random), {
    fill: '#888888',
  });
  const raster = await scan(sheetSvg(CARD, [...card, specks]), {
    random,
    colour: false,
    blur: 0.7,
    noise: 2.5,
    shading: 8,
  });
  const jpeg = await rasterImage(raster).jpeg({ quality: 62 }).toBuffer();
  const onPage = (page: number, sheet: Sheet, marks: readonly Mark[]) =>
    sheetNumbers(sheet, marks, TRUTH_DPI).map((number) => ({ ...number, page }));
  return {
    bytes: await writePdf('Remittance advice and meter card', [
      { sheet: ADVICE, content: { marks: advice } },
      { sheet: CARD, content: { jpeg } },
    ]),
    truth: {
      file: 'documents/two-pages.pdf',
      kind: 'form',
      country: 'ZZ',
      dpi: TRUTH_DPI,
      fields: {
        customer: '3361907',
        date: '18022026',
        amountAsWritten: '1,485.55',
        ...Object.fromEntries(METERS.map(({ field, reading }) => [field, reading])),
      },
      numbers: [...onPage(0, ADVICE, advice), ...onPage(1, CARD, card)],
    },
  };
}

function label(text: string, x: number, baseline: number, size = 32, bold = false): Mark {
  const font = bold ? 'source-serif-bold' : 'source-serif';
  return textMark(drawPrint(text, { font, size, x, baseline }), PRINT, 'printed');
}

function filledComb(text: string, x: number, y: number, field: string, random: Random): readonly Mark[] {
  const comb = { x, y, cells: text.length, cellWidth: 66, height: 82 };
  const drawn = drawInComb(text, comb, { font: 'reenie-beanie', size: 116, random });
  return [
    mark(combBox(comb), RULE),
    mark(combCrosses(text, comb, random), { stroke: PEN.stroke, width: 3 }),
    numberMark(drawn, PEN, 'handwritten', field),
  ];
}

function adviceMarks(random: Random): readonly Mark[] {
  const hand = (text: string, x: number, baseline: number, size: number) =>
    drawHandwriting(text, { font: 'caveat', size, x, baseline, random, slant: 0.05, touching: 0.15 });
  const rows = INVOICES.flatMap(({ number, date, amount }, index): readonly Mark[] => {
    const baseline = 1010 + index * 80;
    const print = (text: string, x: number, align: 'left' | 'right' = 'left') =>
      textMark(drawPrint(text, { font: 'courier-prime', size: 36, x, baseline, align }), PRINT, 'printed');
    return [print(number, 170), print(date, 560), print(amount, 1450, 'right')];
  });
  return [
    label('Sample Water Works', 140, 210, 54, true),
    label('Remittance advice', 140, 280, 40),
    label('Customer number', 140, 480),
    ...filledComb('3361907', 460, 424, 'customer', random),
    label('Date (day, month, year)', 140, 640),
    ...filledComb('18022026', 600, 584, 'date', random),
    label('We pay these invoices:', 140, 820),
    mark(rectangle(140, 870, 1360, 70), { fill: '#e4e4e4' }),
    label('Invoice', 170, 916, 32, true),
    label('of', 560, 916, 32, true),
    label('Amount', 1330, 916, 32, true),
    mark(rectangle(140, 870, 1360, 330), RULE),
    ...rows,
    label('Amount paid', 800, 1310, 36, true),
    mark(rectangle(1040, 1240, 460, 110), { ...RULE, width: 3 }),
    numberMark(hand('1,485.55', 1090, 1326, 110), PEN, 'handwritten', 'amount'),
    label('Signature', 140, 1540),
    mark(rule(320, 1546, 900, 1546), RULE),
    textMark(hand('L. Example', 370, 1534, 130), PEN, 'handwritten'),
    label('Page 1 of 2', 1330, 2110, 28),
  ];
}

function cardMarks(random: Random): readonly Mark[] {
  const hand = drawHandwriting('read 17/2', { font: 'caveat', size: 84, x: 1200, baseline: 170, random });
  return [
    label('Meter card', 120, 150, 54, true),
    textMark(hand, PEN, 'handwritten'),
    label('Meter', 140, 290, 32, true),
    label('Reading', 560, 290, 32, true),
    mark(rule(120, 310, 1530, 310), { ...RULE, width: 4 }),
    ...METERS.flatMap(({ meter, field, reading }, index): readonly Mark[] => {
      const top = 340 + index * 150;
      return [
        label(meter, 140, top + 62, 44),
        ...filledComb(reading, 560, top, field, random),
        mark(rule(120, top + 118, 1530, top + 118), RULE),
      ];
    }),
    label('Page 2 of 2', 1330, 1040, 28),
  ];
}
