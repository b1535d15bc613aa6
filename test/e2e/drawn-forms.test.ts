import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_TEMPLATES } from '../../functions/segment/shipped-templates.ts';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import { readDocument } from '../../lib/pipeline/read-document.ts';
import type { FormItem, FormLook } from '../../samples/draw/drawn-form.ts';
import { drawHandwriting } from '../../samples/draw/handwriting.ts';
import { svgPath } from '../../samples/draw/path.ts';
import { writePdf } from '../../samples/draw/pdf.ts';
import { createRandom } from '../../samples/draw/random.ts';
import { ORDER, ORDER_RAWS, ORDER_SIZE, proposedFor, scannedForm } from '../pipeline/drawn-forms.ts';
import { openLocalClassifier } from './in-process.ts';

let classifier: LocalClassifier;
beforeAll(async () => {
  classifier = await openLocalClassifier();
});
afterAll(() => classifier.dispose());

const read = (bytes: Uint8Array, templates: readonly Template[]) =>
  readDocument(bytes, classifier, { templates });
const checked = (template: object) => parseTemplate(JSON.stringify(template), 'drawn.json');

describe('a form nobody has seen, by the template that is proposed for it', () => {
  test.each<[string, FormLook]>([
    ['of ruled combs at 150 dpi', { ...ORDER_SIZE, dpi: 150 }],
    ['of cells that stand apart', { ...ORDER_SIZE, dpi: 150, combs: 'apart', seed: 3 }],
    ['of dotted cells', { ...ORDER_SIZE, dpi: 150, combs: 'dotted', seed: 5 }],
    ['in a colour that scanners drop', { ...ORDER_SIZE, dpi: 150, rules: '#d8b8b0' }],
    [
      'leaning by 3 degrees at 300 dpi',
      { ...ORDER_SIZE, dpi: 300, skew: 3, font: 'shadows-into-light', seed: 9 },
    ],
  ])('is read %s', async (_, look) => {
    const template = checked(await proposedFor(ORDER, look));
    const { fields } = await read(await scannedForm(ORDER, look), [template]);
    expect(Object.keys(fields).sort()).toEqual(Object.keys(ORDER_RAWS).sort());
    const wrong = Object.entries(ORDER_RAWS).filter(([name, raw]) => fields[name]?.raw !== raw);
    // One unlucky digit of the drawn hands is left to the networks.
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(1);
  });
});

/** A ruled sheet with combs of these numbers. */
const sheet = (numbers: Readonly<Record<string, string>>): FormItem[] => [
  { kind: 'box', x: 0.3, y: 0.3, width: 5.4, height: 0.5 },
  ...Object.entries(numbers).map(
    ([name, text], row): FormItem => ({
      kind: 'comb',
      name,
      text,
      x: 0.6,
      y: 1.1 + row * 0.75,
      cellWidth: 0.4,
      height: 0.48,
    }),
  ),
];
const LOOK: FormLook = { dpi: 150, width: 6, height: 4 };
const SHEET = { width: 900, height: 600, dpi: 150, paper: '#ffffff', skew: 0 };

/** The template that is proposed, its combs named and told more of. */
async function templateOf(
  items: readonly FormItem[],
  more: Readonly<Record<string, object>> = {},
): Promise<Template['pages'][number]> {
  const [page] = (await proposedFor(items, LOOK)).pages;
  const names = items.flatMap((item) => (item.kind === 'comb' ? [item.name] : []));
  const combs = page!.fields.filter(({ name }) => name.startsWith('comb_'));
  return { ...page!, fields: combs.map((field, i) => ({ ...field, name: names[i]!, ...more[names[i]!] })) };
}

describe('what a template says of its numbers', () => {
  test.each([
    ['luhn', '79927398713', '79927398714'],
    ['mod10', '036000291452', '036000291453'],
    ['mod11', '0306406159', '0306406158'],
    ['mod97', '510007547012', '510007547013'],
  ])('the checksum %s holds for one number, and not for the next', async (checksum, good, bad) => {
    const items = sheet({ good, bad });
    const look = { ...LOOK, font: 'patrick-hand', seed: 21 } as const;
    const page = await templateOf(items, { good: { checksum }, bad: { checksum } });
    const template = checked({ templateVersion: 1, name: 'drawn', kind: 'form', pages: [page] });
    const { fields } = await read(await scannedForm(items, look), [template]);
    expect([fields.good?.raw, fields.bad?.raw]).toEqual([good, bad]);
    expect(fields.good!.evidence).toContainEqual({ rule: checksum, held: true });
    expect(fields.bad!.evidence).toContainEqual({ rule: checksum, held: false });
  });

  test('a sum holds over two pages, which are told apart', async () => {
    const first = sheet({ a: '120', b: '__35' });
    const second: FormItem[] = [
      ...sheet({ total: '155' }),
      { kind: 'box', x: 3, y: 1.1, width: 2, height: 0.5 },
    ];
    const template = checked({
      templateVersion: 1,
      name: 'two-pages',
      kind: 'form',
      pages: [await templateOf(first), await templateOf(second)],
      rules: ['total = a + b'],
    });
    const pages = await Promise.all(
      [first, second].map(async (items) => {
        const jpeg = await sharp(await scannedForm(items, LOOK))
          .jpeg({ quality: 92 })
          .toBuffer();
        return { sheet: SHEET, content: { jpeg } };
      }),
    );
    const { fields } = await read(await writePdf('Two pages', pages), [template]);
    expect(
      Object.fromEntries(Object.entries(fields).map(([name, { raw, page }]) => [name, [raw, page]])),
    ).toEqual({ a: ['120', 0], b: ['__35', 0], total: ['155', 1] });
    for (const { evidence } of Object.values(fields))
      expect(evidence).toContainEqual({ rule: 'sum', held: true });
  });
});

test('words in a column of the tally are no form', async () => {
  const random = createRandom(4);
  const paths = ['how', 'kin', 'ben', 'wax'].map((text, i) =>
    svgPath(
      drawHandwriting(text, {
        font: 'patrick-hand',
        size: 90,
        x: 120,
        baseline: 150 + i * 100,
        random,
        gap: 0.25,
      }).path,
    ),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="816"><rect width="400" height="816" fill="white"/><path d="${paths.join(' ')}"/></svg>`;
  const bytes = await sharp(Buffer.from(svg)).withMetadata({ density: 150 }).png().toBuffer();
  expect((await read(bytes, SHIPPED_TEMPLATES)).fields).toEqual({});
});
