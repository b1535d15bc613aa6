import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_TEMPLATES } from '../../functions/segment/shipped-templates.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import { findForm } from '../../lib/pipeline/find-form.ts';
import type { FormItem } from '../../samples/draw/drawn-form.ts';
import { createRandom } from '../../samples/draw/random.ts';
import { pageOf, picture } from '../segment/drawn-page.ts';
import { ORDER, ORDER_SIZE, preparedForm, proposedFor } from './drawn-forms.ts';

const LOOK = { ...ORDER_SIZE, dpi: 130 };

describe('a form', () => {
  let template: Template;
  beforeAll(async () => {
    template = await proposedFor(ORDER, LOOK);
  });
  const isFound = async (items: readonly FormItem[], look = {}) =>
    findForm([template], await preparedForm(items, { ...LOOK, ...look })) !== undefined;

  test.each([
    ['as it is', {}],
    ['leaning by 3 degrees', { skew: 3 }],
    ['at twice the resolution', { dpi: 260 }],
    ['in another hand', { font: 'kalam', seed: 11 }],
    ['empty', { isEmpty: true }],
  ])('is found %s', async (_, look) => {
    expect(await isFound(ORDER, look)).toBe(true);
  });

  const inTable = (change: (item: FormItem) => readonly FormItem[]) =>
    ORDER.flatMap((item) => (item.y >= 1.7 && item.y < 4.1 ? change(item) : [item]));
  test.each<[string, readonly FormItem[]]>([
    ['other rows', inTable((item) => [{ ...item, y: 1.8 + (item.y - 1.8) * 0.72 }])],
    ['its columns elsewhere', inTable((item) => [{ ...item, x: item.x + (item.x > 2 ? 0.44 : 0) }])],
    [
      'twice as many cells in its combs',
      ORDER.map((item) =>
        item.kind === 'comb'
          ? { ...item, text: `${item.text}${item.text}`, cellWidth: item.cellWidth / 2 }
          : item,
      ),
    ],
    [
      'boxes in place of its combs',
      ORDER.map((item) =>
        item.kind === 'comb' ? { ...item, kind: 'box', width: item.cellWidth * item.text.length } : item,
      ),
    ],
    ['nothing but its table', inTable((item) => [item]).filter(({ y }) => y >= 1.7 && y < 4.1)],
    ['nothing on it', []],
  ])('is not taken for one with %s', async (_, items) => {
    expect(await isFound(items)).toBe(false);
  });

  test('is not found on a patterned ground, where there is ink everywhere', () => {
    const ground = pageOf(
      picture(884, 663, (x, y) => x % 11 < 2 || y % 9 < 2),
      130,
    );
    expect(findForm([{ ...template, pages: [{ ...template.pages[0]!, ruling: 'faint' }] }], ground)).toBe(
      undefined,
    );
  });

  test.each(['dotted', 'apart'] as const)('of %s cells is found by its own template', async (combs) => {
    const own = await proposedFor(ORDER, { ...LOOK, combs });
    expect(findForm([own], await preparedForm(ORDER, { ...LOOK, combs }))?.template).toBe(own);
  });
});

describe('a column of numbers', () => {
  /** Rings in rows, three side by side, on a page of the column's proportions. */
  const column = (rows: number, glyphs: number, left = 90) => {
    const random = createRandom(5);
    const shifts = Array.from({ length: rows }, () => random.uniform(-4, 4));
    const pitch = Math.min(90, 640 / rows);
    return pageOf(
      picture(400, 816, (x, y) => {
        const row = Math.floor((y - 60) / pitch);
        if (row < 0 || row >= rows) return false;
        const at = Math.floor((x - left - shifts[row]!) / (0.8 * pitch));
        if (at < 0 || at >= glyphs) return false;
        const across = ((x - left - shifts[row]!) % (0.8 * pitch)) - 0.35 * pitch;
        const down = y - 60 - (row + 0.5) * pitch;
        const far = (across / (0.25 * pitch)) ** 2 + (down / (0.35 * pitch)) ** 2;
        return far <= 1 && far >= 0.5;
      }),
      130,
    );
  };

  test('is known by as many rows of as many characters', () => {
    expect(findForm(SHIPPED_TEMPLATES, column(4, 3))?.template.name).toBe('tally-34a-2022');
  });

  test('is another one with more rows, or with longer ones', () => {
    expect(findForm(SHIPPED_TEMPLATES, column(9, 3))).toBeUndefined();
    expect(findForm(SHIPPED_TEMPLATES, column(4, 1))).toBeUndefined();
    expect(findForm(SHIPPED_TEMPLATES, column(7, 5, 60))).toBeUndefined();
  });
});
