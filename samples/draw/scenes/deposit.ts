import type { TextEncoding } from '../../../lib/decode/cash-letter/code-page.ts';
import { type CashLetterCheck, writeCashLetter } from '../cash-letter.ts';
import { textMark } from '../mark.ts';
import { drawPrint } from '../print-text.ts';
import { createRandom } from '../random.ts';
import { ditherTints, rasterImage, scan } from '../scan.ts';
import { type Sheet, sheetSvg } from '../sheet.ts';
import { type UsCheckTexts, usCheckMarks } from './us-check.ts';

const SHEET: Sheet = { width: 1200, height: 550, dpi: 200, paper: '#f7f8f9', skew: 0.3 };
/** Darker is ink; tints lighter than that are a screen of dots, the guilloche's lines are lost. */
const INK = 140;
const PAPER = 205;

/** A check, and what its record says where that is not what the check shows. */
interface DepositedCheck {
  readonly texts: UsCheckTexts;
  readonly fields: CashLetterCheck['fields'];
}

const ROUTING = { PayorBankRoutingNumber: '00006789', PayorBankCheckDigit: '4' };
const CHECKS: readonly DepositedCheck[] = [
  {
    texts: {
      payer: 'ROWAN T. EXAMPLE',
      serial: '1043',
      date: '3/15/2026',
      payee: 'Marigold Test Nursery',
      amount: '1,284.50',
      words: 'One thousand two hundred eighty-four and 50/100',
      wordsEnd: 948,
      memo: 'invoice 20377',
      signature: 'Rowan Example',
      micr: 'A000067894A 0004713826C 1043',
    },
    fields: { ...ROUTING, OnUs: '0004713826/1043', ItemAmount: '0000128450' },
  },
  {
    // A business check: its serial is the auxiliary on-us.
    texts: {
      payer: 'MARIGOLD TEST NURSERY',
      serial: '002391',
      date: '3/16/2026',
      payee: 'Brass & Test Hardware',
      amount: '310.00',
      words: 'Three hundred ten and 00/100',
      wordsEnd: 640,
      memo: 'order 5518',
      signature: 'M. Sample',
      micr: 'C002391C A000067894A 7713820055C',
    },
    fields: { ...ROUTING, AuxiliaryOnUs: '002391', OnUs: '7713820055/', ItemAmount: '0000031000' },
  },
  {
    // The bank of first deposit has printed the amount behind the line.
    texts: {
      payer: 'ALEX B. SAMPLE',
      serial: '0307',
      date: '3/11/2026',
      payee: 'Rowan Example',
      amount: '42.75',
      words: 'Forty-two and 75/100',
      wordsEnd: 520,
      memo: 'books',
      signature: 'Alex Sample',
      micr: 'A000067894A 0001188204C 0307 B0000004275B',
    },
    fields: { ...ROUTING, OnUs: '0001188204/0307', ItemAmount: '0000004275' },
  },
  {
    // Two digits of the amount changed places on the way into the record.
    texts: {
      payer: 'PAT Q. SPECIMEN',
      serial: '2260',
      date: '3/12/2026',
      payee: 'First Sample Bank',
      amount: '1,580.00',
      words: 'One thousand five hundred eighty and 00/100',
      wordsEnd: 880,
      memo: 'rent 03',
      signature: 'Pat Specimen',
      micr: 'A000067894A 0009926417C 2260',
    },
    fields: { ...ROUTING, OnUs: '0009926417/2260', ItemAmount: '0000518000' },
  },
];

/** An image cash letter of two bundles and four checks, one of which does not show the amount of its record. */
export async function drawDeposit(encoding: TextEncoding): Promise<Uint8Array> {
  const checks: CashLetterCheck[] = [];
  for (const [index, { texts, fields }] of CHECKS.entries()) {
    const random = createRandom(2200 + index);
    const front = await bitonal(sheetSvg(SHEET, usCheckMarks(texts, random)), 2300 + index);
    checks.push({ fields, front, back: await bitonal(backSvg(), 2400 + index) });
  }
  return writeCashLetter({ encoding, bundles: [checks.slice(0, 2), checks.slice(2)] });
}

function backSvg(): string {
  const print = (text: string, baseline: number, size = 26) =>
    textMark(drawPrint(text, { font: 'roboto', size, x: 60, baseline }), { fill: '#33363c' }, 'printed');
  return sheetSvg(SHEET, [print('FOR DEPOSIT ONLY', 90), print('FIRST SAMPLE BANK', 130)]);
}

/** One bit a pixel, CCITT Group 4, as cash letters carry their images. */
async function bitonal(svg: string, seed: number): Promise<Uint8Array> {
  const raster = await scan(svg, {
    random: createRandom(seed),
    colour: false,
    blur: 0.55,
    noise: 4,
    shading: 3,
  });
  const dotsPerMillimetre = SHEET.dpi / 25.4;
  return rasterImage(ditherTints(raster, INK, PAPER))
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dotsPerMillimetre, yres: dotsPerMillimetre })
    .toBuffer();
}
