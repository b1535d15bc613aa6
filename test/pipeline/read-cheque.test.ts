import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import { beginCheque } from '../../lib/pipeline/begin-cheque.ts';
import { type ChequePage, type ReadChequeOptions, readCheque } from '../../lib/pipeline/read-cheque.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { segmentPage } from '../../lib/segment/segment-page.ts';
import { micrLine } from '../fields/micr/micr-line.ts';
import { drawBox, drawText, paper, readDrawn } from './drawn-digits.ts';
import { classifierBy } from './fakes.ts';

const WIDTH = 1_600;
const HEIGHT = 720;
const FOOT = { x: 400, y: 660, width: 800, height: 35 };

interface Drawing {
  readonly page: GreyImage;
  readonly numbers: { text: string; box: Box; confidence: number }[];
}

/** A cheque with nothing on it but a name and the MICR line, which is ink that no network of this test reads. */
function blank(): Drawing {
  const page = paper(WIDTH, HEIGHT);
  drawText(page, 'NNN NNNN', { x: 120, y: 200 });
  drawText(page, 'NNNNNNNNNNNNNNNNNNNN', { ...FOOT });
  return { page, numbers: [] };
}

/** Draws a number, which was found on the page before its fields are looked for. */
function number(drawing: Drawing, text: string, x: number, y: number, dot = 5): Drawing {
  const right = drawText(drawing.page, text, { x, y, dot });
  const box = { x, y, width: right - dot - x, height: 7 * dot };
  drawing.numbers.push({ text: text.replaceAll('.', ''), box, confidence: 0.95 });
  return drawing;
}

function frame({ page }: Drawing, { x, y, width, height }: Box, cells = 1): void {
  for (const row of [y, y + height]) drawBox(page, x, row, width + 3, 3);
  for (let i = 0; i <= cells; i++) drawBox(page, Math.round(x + (i * width) / cells), y, 3, height);
}

/** Digits in the cells of a comb. */
function comb(drawing: Drawing, text: string, box: Box): void {
  frame(drawing, box, text.length);
  const cell = box.width / text.length;
  [...text].forEach((digit, i) => {
    drawText(drawing.page, digit, { x: Math.round(box.x + (i + 0.5) * cell) - 12, y: box.y + 12 });
  });
}

async function read(
  { page: image, numbers }: Drawing,
  micr: string,
  options?: ReadChequeOptions & { sureness?: number },
) {
  const prepared = await preparePage({ image, dpi: 200, bitonal: true }, { turn: 0, deskew: false });
  const line = micrLine(micr, { box: FOOT, confidence: 0.999 });
  const classifier = classifierBy(readDrawn(options?.sureness));
  const begun = { prepared, lines: segmentPage(prepared), micr: [line] };
  const cheque = await beginCheque(begun, classifier);
  const page: ChequePage = { index: 2, prepared, cheque: cheque!, numbers };
  const { fields, country } = await readCheque(page, classifier, options);
  const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  return { fields, values, country, asked: [classifier.calls.length, classifier.stripCalls.length] };
}

function indian(): Drawing {
  const drawing = blank();
  comb(drawing, '11032016', { x: 1_140, y: 60, width: 400, height: 58 });
  frame(drawing, { x: 1_160, y: 280, width: 380, height: 80 });
  number(drawing, '270500', 1_240, 302);
  number(drawing, '30002010108841', 150, 440);
  return number(drawing, '560001', 150, 90, 3);
}
const INDIAN = 'C083656C500025033A290062C31';

describe('readCheque of a cheque with a comb, a box and a stamped account', () => {
  it('reads each field where it stands, and those of the MICR line', async () => {
    const { values, fields, country, asked } = await read(indian(), INDIAN);
    expect(country).toBe('IN');
    expect(values).toMatchObject({
      serial: '083656',
      routing: '500025033',
      transactionCode: '31',
      account: '30002010108841',
      date: '2016-03-11',
      amount: { minorUnits: 27_050_000, currency: 'INR' },
    });
    expect(fields.date?.box?.y).toBeLessThan(130);
    expect(Object.values(fields).every(({ page }) => page === 2)).toBe(true);
    // What is printed is shown to a network of its own, beside what is written.
    expect(asked).toEqual([1, 2]);
  });

  it('leaves out what stands nowhere', async () => {
    const { values } = await read(number(blank(), '270500', 1_240, 302), INDIAN);
    expect(values).toMatchObject({ serial: '083656', amount: { minorUnits: 27_050_000 } });
    expect(values.account).toBeUndefined();
    expect(values.date ?? null).toBeNull();
  });

  it('reads other places where the likeliest has no meaning', async () => {
    const drawing = number(blank(), '954300', 860, 500);
    frame(drawing, { x: 1_160, y: 280, width: 380, height: 80 });
    drawText(drawing.page, 'NNN', { x: 1_240, y: 302 });
    const { values, fields, asked } = await read(drawing, INDIAN);
    expect(values.amount).toMatchObject({ minorUnits: 95_430_000 });
    expect(fields.amount?.box?.y).toBeGreaterThan(400);
    expect(asked[0]).toBe(2);
  });

  it('takes no number for the account that the serial number is a part of', async () => {
    const drawing = number(blank(), '99083656001', 150, 440);
    expect((await read(drawing, INDIAN)).values.account).toBeUndefined();
  });
});

function american(): Drawing {
  const drawing = number(blank(), '1042', 1_400, 40);
  number(drawing, '12.25.2019', 1_050, 120);
  drawBox(drawing.page, 1_030, 165, 360, 3);
  number(drawing, '1284.50', 1_280, 290);
  return number(drawing, '5550123456', 150, 440);
}
const AMERICAN = 'A000067894A0004713826C1042';

describe('readCheque of a cheque whose MICR line has it all', () => {
  it('confirms the serial number, keeps the account, and tells the date from the amount', async () => {
    const { values, fields, country } = await read(american(), AMERICAN);
    expect(country).toBe('US');
    expect(values).toMatchObject({
      routing: '000067894',
      account: '0004713826',
      serial: '1042',
      date: '2019-12-25',
      amount: { minorUnits: 128_450, currency: 'USD' },
    });
    expect(fields.serial?.evidence).toContainEqual({ rule: 'serial-micr', held: true });
    expect(fields.account?.evidence.map(({ rule }) => rule)).not.toContain('account-micr');
  });

  it('settles an account that is printed too, one digit of which was misread', async () => {
    const drawing = number(number(blank(), '1042', 1_400, 40), '0004713828', 150, 440);
    const { account } = (await read(drawing, AMERICAN, { sureness: 0.97 })).fields;
    expect(account?.value).toBe('0004713826');
    expect(account?.evidence).toContainEqual({ rule: 'account-micr', held: false });
    expect(account?.alternatives?.[0]?.text).toBe('0004713828');
  });

  it('takes the number in the corner where the MICR line has no serial number, but no amount', async () => {
    const without = 'A000067894A0004713826C';
    expect((await read(american(), without)).values.serial).toBe('1042');
    const slip = number(blank(), '214.00', 1_400, 40);
    const { values } = await read(slip, without);
    expect(values.serial).toBeUndefined();
    expect(values.date ?? null).toBeNull();
  });

  it('takes neither the serial number for the amount nor the date for the account, where there is no other', async () => {
    const ofNoCountry = 'A000000000AA000000000A';
    const { values } = await read(
      number(number(blank(), '1042', 1_400, 40), '12.25.2019', 1_050, 120),
      ofNoCountry,
    );
    expect(values.serial).toBe('1042');
    expect(values.amount ?? null).toBeNull();
    expect(values.account ?? null).toBeNull();
  });

  it('believes the caller whose cheque it is', async () => {
    const { values, country } = await read(american(), AMERICAN, { country: 'CA' });
    expect(country).toBe('CA');
    expect(values.amount).toEqual({ minorUnits: 128_450, currency: 'CAD' });
  });
});
