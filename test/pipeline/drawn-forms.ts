import { proposeTemplate } from '../../lib/fields/templates/propose-template.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import { type PreparedPage, preparePage } from '../../lib/preprocess/prepare-page.ts';
import { proposePlaces } from '../../lib/segment/propose-places.ts';
import { drawForm, type FormItem, type FormLook } from '../../samples/draw/drawn-form.ts';
import { rasterImage } from '../../samples/draw/scan.ts';

/** A drawn form as a prepared page, straightened as every page is. */
export async function preparedForm(items: readonly FormItem[], look: FormLook): Promise<PreparedPage> {
  const { width, height, data } = await drawForm(items, look);
  return preparePage({ image: { width, height, data }, dpi: look.dpi, bitonal: false }, { turn: 0 });
}

/** A drawn form as a file. */
export async function scannedForm(items: readonly FormItem[], look: FormLook): Promise<Uint8Array> {
  return rasterImage(await drawForm(items, look))
    .png()
    .withDensity(look.dpi)
    .toBuffer();
}

/** The template that `template init` proposes for the empty form. */
export async function proposedFor(items: readonly FormItem[], look: FormLook): Promise<Template> {
  const page = await preparedForm(items, { ...look, isEmpty: true });
  return proposeTemplate('drawn', [{ ...page, ...proposePlaces(page), plainRules: page.rules }]);
}

const PARTS = ['Hinges', 'Screws', 'Handles', 'Frames'] as const;

/** An order form: combs of several sizes, a date in three, a table, a box and a line to write on. */
export const ORDER: readonly FormItem[] = [
  { kind: 'label', text: 'Customer', x: 0.4, y: 0.75 },
  { kind: 'comb', name: 'comb_1', text: '40719358', x: 1.5, y: 0.5, cellWidth: 0.26, height: 0.34 },
  { kind: 'label', text: 'Phone', x: 4, y: 0.75 },
  { kind: 'line', name: 'line_1', text: '5550142', x: 4.6, y: 0.82, width: 1.8 },
  { kind: 'comb', name: 'date_1', text: '27', x: 1.5, y: 1.1, cellWidth: 0.3, height: 0.36 },
  { kind: 'comb', name: 'date_1', text: '02', x: 2.3, y: 1.1, cellWidth: 0.3, height: 0.36 },
  { kind: 'comb', name: 'date_1', text: '2026', x: 3.1, y: 1.1, cellWidth: 0.3, height: 0.36 },
  ...PARTS.flatMap((part, row): FormItem[] => [
    { kind: 'box', x: 0.4, y: 1.8 + row * 0.55, width: 2.2, height: 0.55 },
    { kind: 'label', text: part, x: 0.55, y: 2.15 + row * 0.55 },
    {
      kind: 'box',
      name: `table_1_row_${row + 1}_col_2`,
      text: ['12', '340', '7', '85'][row]!,
      x: 2.6,
      y: 1.8 + row * 0.55,
      width: 1.4,
      height: 0.55,
    },
    {
      kind: 'comb',
      name: `comb_${row + 2}`,
      text: ['0450', '0012', '1295', '9900'][row]!,
      x: 4.3,
      y: 1.86 + row * 0.55,
      cellWidth: 0.38,
      height: 0.43,
    },
  ]),
  { kind: 'label', text: 'Sum', x: 0.4, y: 4.5 },
  { kind: 'box', name: 'box_1', text: '38145', x: 1.5, y: 4.2, width: 1.8, height: 0.5 },
];
export const ORDER_SIZE = { width: 6.8, height: 5.1 };

/** What the order form says, by field. */
export const ORDER_RAWS: Readonly<Record<string, string>> = Object.fromEntries(
  [...new Set(ORDER.flatMap((item) => ('name' in item && item.name ? [item.name] : [])))].map((name) => [
    name,
    ORDER.map((item) => ('name' in item && item.name === name && 'text' in item ? item.text : '')).join(''),
  ]),
);
