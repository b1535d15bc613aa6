import { drawInComb } from './comb-writing.ts';
import type { FontName } from './fonts.ts';
import { drawHandwriting } from './handwriting.ts';
import { type Mark, mark, numberMark } from './mark.ts';
import type { Path } from './path.ts';
import { drawPrint } from './print-text.ts';
import { createRandom, type Random } from './random.ts';
import { type Comb, rectangle, rule } from './rules.ts';
import { type Raster, scan } from './scan.ts';
import { type Sheet, sheetSvg } from './sheet.ts';

/** How the places to write in are printed: walls shared, cells apart by a share of their width, walls of dots. */
export type CombLook = 'ruled' | 'apart' | 'dotted';

/** Something on a form, in inches from the sheet's top left corner. */
export type FormItem =
  | { readonly kind: 'label'; readonly text: string; readonly x: number; readonly y: number }
  | {
      readonly kind: 'comb';
      readonly name: string;
      /** A character a cell: a digit, or `_` for a blank one. */
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly cellWidth: number;
      readonly height: number;
    }
  | {
      readonly kind: 'box';
      readonly name?: string;
      readonly text?: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'line';
      readonly name?: string;
      readonly text?: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
    };

export interface FormLook {
  readonly dpi: number;
  /** Inches. */
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise. */
  readonly skew?: number;
  readonly combs?: CombLook;
  /** Of everything printed but labels. @default '#202020' */
  readonly rules?: string;
  readonly font?: FontName;
  readonly seed?: number;
  /** Nobody has written on it yet. */
  readonly isEmpty?: boolean;
}

/** White between cells that are apart, as a share of their width. */
export const APART = 0.22;
const RULE_INCH = 0.011;
const DOT_INCH = 0.014;
const DOT_STEP_INCH = 0.034;
const PEN = '#20242e';

/** A form, filled in unless it is told to be empty, as a grey scan: for tests of forms that nobody has seen. */
export function drawForm(items: readonly FormItem[], look: FormLook): Promise<Raster> {
  const random = createRandom(look.seed ?? 7);
  const sheet: Sheet = {
    width: Math.round(look.width * look.dpi),
    height: Math.round(look.height * look.dpi),
    dpi: look.dpi,
    paper: '#fdfdfb',
    skew: look.skew ?? 0,
  };
  const marks = items.flatMap((item) => [
    ...printed(item, look),
    ...(look.isEmpty ? [] : written(item, look, random)),
  ]);
  const blur = 0.3 + 0.002 * look.dpi;
  return scan(sheetSvg(sheet, marks), { random, colour: false, blur, noise: 2.5, shading: 6 });
}

function printed(item: FormItem, { dpi, combs = 'ruled', rules = '#202020' }: FormLook): Mark[] {
  const ink = { stroke: rules, width: Math.max(1, RULE_INCH * dpi) };
  const [x, y] = [item.x * dpi, item.y * dpi];
  switch (item.kind) {
    case 'label': {
      const size = 0.15 * dpi;
      return [mark(drawPrint(item.text, { font: 'roboto', size, x, baseline: y }).path, { fill: '#202020' })];
    }
    case 'box':
      return [mark(rectangle(x, y, item.width * dpi, item.height * dpi), ink)];
    case 'line':
      return [mark(rule(x, y, x + item.width * dpi, y), ink)];
    case 'comb': {
      const comb = combOf(item, dpi);
      if (combs === 'dotted') return [mark(dots(comb, dpi), { stroke: rules, width: DOT_INCH * dpi })];
      return [mark(cellFrames(comb, combs === 'apart' ? APART : 0), ink)];
    }
  }
}

function written(item: FormItem, { dpi, font = 'patrick-hand' }: FormLook, random: Random): Mark[] {
  const pen = { fill: PEN, stroke: PEN, width: 0.004 * dpi };
  if (item.kind === 'comb') {
    const comb = combOf(item, dpi);
    if (!/\d/u.test(item.text)) return [];
    const size = 0.95 * Math.min(comb.height, 1.3 * comb.cellWidth);
    return [numberMark(drawInComb(item.text, comb, { font, size, random }), pen, 'handwritten', item.name)];
  }
  if (item.kind === 'label' || item.text === undefined) return [];
  const height = item.kind === 'box' ? item.height * dpi : 0.36 * dpi;
  const foot = item.kind === 'box' ? (item.y + 0.76 * item.height) * dpi : (item.y - 0.03) * dpi;
  const drawn = drawHandwriting(item.text, {
    font,
    size: 0.9 * height,
    x: (item.x + 0.12) * dpi,
    baseline: foot,
    random,
  });
  return [numberMark(drawn, pen, 'handwritten', item.name)];
}

/** Where a comb's cells lie, each with its share of the white between them. */
export function combOf(item: Extract<FormItem, { kind: 'comb' }>, dpi: number): Comb {
  const { x, y, cellWidth, height, text } = item;
  return { x: x * dpi, y: y * dpi, cells: text.length, cellWidth: cellWidth * dpi, height: height * dpi };
}

function cellFrames({ x, y, cells, cellWidth, height }: Comb, apart: number): Path {
  const white = (apart * cellWidth) / (1 + apart);
  return Array.from({ length: cells }, (_, i) =>
    rectangle(x + i * cellWidth + white / 2, y, cellWidth - white, height),
  ).flat();
}

function dots({ x, y, cells, cellWidth, height }: Comb, dpi: number): Path {
  const lines = [
    ...Array.from({ length: cells + 1 }, (_, i) => [x + i * cellWidth, y, 0, height] as const),
    ...[y, y + height].map((at) => [x, at, cells * cellWidth, 0] as const),
  ];
  return lines.flatMap(([left, top, width, tall]) => {
    const count = Math.round(Math.max(width, tall) / (DOT_STEP_INCH * dpi));
    return Array.from({ length: count + 1 }, (_, i) => {
      const at = [left + (i * width) / count, top + (i * tall) / count] as const;
      return rule(at[0], at[1], at[0] + 0.01, at[1]);
    }).flat();
  });
}
