import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import { readDocument } from '../../lib/pipeline/read-document.ts';
import { openLocalClassifier } from './in-process.ts';

const CHECK = readFileSync(new URL('../../samples/documents/us-check.png', import.meta.url));
const SIZE = { width: 1200, height: 550 };
const placeOf = (x: number, y: number, width: number, height: number) => ({
  x: x / SIZE.width,
  y: y / SIZE.height,
  width: width / SIZE.width,
  height: height / SIZE.height,
});

/** Of the check that the samples show: its amount, its date, and the number of an invoice in its memo. */
const templateFor = (routing: string) =>
  parseTemplate(
    JSON.stringify({
      templateVersion: 1,
      name: 'sample-bank',
      kind: 'cheque',
      country: 'US',
      routing: [routing],
      pages: [
        {
          size: SIZE,
          anchors: [{ name: 'micr', find: 'micr-line', place: placeOf(97, 481, 694, 29) }],
          fields: [
            {
              name: 'amount',
              kind: 'amount',
              currency: 'USD',
              zones: [{ place: placeOf(965, 172, 175, 60) }],
            },
            { name: 'date', kind: 'date', dateOrder: 'MDY', zones: [{ place: placeOf(795, 96, 225, 54) }] },
            { name: 'invoice', kind: 'digits', zones: [{ place: placeOf(228, 392, 115, 44) }] },
          ],
        },
      ],
    }),
    'sample-bank.json',
  );

describe('a template of one bank’s cheques', () => {
  let classifier: LocalClassifier;
  beforeAll(async () => {
    classifier = await openLocalClassifier();
  });
  afterAll(() => classifier.dispose());
  const read = async (routing: string, change: (picture: Sharp) => Sharp = (picture) => picture) =>
    (
      await readDocument(await change(sharp(CHECK)).png().toBuffer(), classifier, {
        templates: [templateFor(routing)],
      })
    ).fields;

  test.each<[string, (picture: Sharp) => Sharp]>([
    ['as it is', (picture) => picture],
    ['larger', (picture) => picture.resize({ width: 1680 })],
    ['with margins', (picture) => picture.extend({ top: 90, left: 60, right: 140, background: 'white' })],
    ['leaning by 2 degrees', (picture) => picture.rotate(2, { background: 'white' })],
  ])('is laid over it by the MICR line, %s', async (_, change) => {
    const { invoice, amount, date, routing } = await read('00006', change);
    expect(invoice?.value).toBe('20377');
    expect(amount?.value).toEqual({ minorUnits: 128450, currency: 'USD' });
    expect(amount?.evidence).not.toContainEqual({ rule: 'amount-words', held: false });
    expect(date?.value).toBe('2026-03-14');
    expect(routing?.value).toBe('000067894');
  });

  test('is not used for another bank’s', async () => {
    const fields = await read('11100');
    expect(fields.invoice).toBeUndefined();
    expect(fields.amount?.value).toEqual({ minorUnits: 128450, currency: 'USD' });
  });
});
