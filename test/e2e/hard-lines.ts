import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import { resample } from '../../lib/preprocess/resample.ts';
import type { Random } from '../../local/seeded-random.ts';
import { type FontName, fontGlyph } from '../../samples/draw/fonts.ts';
import { pathBounds, svgPath } from '../../samples/draw/path.ts';
import { rasterize } from '../../training/dump-crops/draw-shape.ts';
import { blankInk, drawStroke, pasteInk, trimInk } from '../../training/dump-crops/ink-picture.ts';
import { readIdxDigits } from '../../training/dump-crops/sets/idx-digits.ts';

/** Strings of digits put together by tests, to be damaged by them. */

/** Trimmed ink, bright on black, of each digit as one person or many wrote it. */
export type Digits = ReadonlyMap<string, readonly GreyImage[]>;

const HANDS: readonly FontName[] = ['kalam', 'patrick-hand', 'caveat', 'shadows-into-light'];

/** Digits of fonts that look as if written by hand. */
export async function drawnDigits(): Promise<Digits> {
  const digits = new Map<string, GreyImage[]>();
  for (const digit of '0123456789') {
    const drawn = HANDS.map(async (font) => {
      const { path } = fontGlyph(font, digit, 80);
      const { x, y, width, height } = pathBounds(path);
      const svg =
        `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width) + 4}" height="${Math.ceil(height) + 4}">` +
        `<rect width="100%" height="100%"/><path fill="#fff" transform="translate(${2 - x} ${2 - y})" d="${svgPath(path)}"/></svg>`;
      return trimInk(await rasterize(svg))!;
    });
    digits.set(digit, await Promise.all(drawn));
  }
  return digits;
}

/** MNIST's test digits. */
export async function mnistDigits(dataRoot: string): Promise<Digits> {
  const digits = new Map<string, GreyImage[]>();
  for (const { label, ink } of await readIdxDigits(dataRoot, 'digits/mnist', 'test')) {
    const trimmed = trimInk(ink);
    if (trimmed) digits.set(`${label}`, [...(digits.get(`${label}`) ?? []), trimmed]);
  }
  return digits;
}

/** Ink of a string on a sheet, and where each digit of it stands. */
export interface HardLine {
  readonly text: string;
  readonly ink: GreyImage;
  readonly boxes: readonly Box[];
}

export const DIGIT_HEIGHT = 32;
export const LINE_TOP = 18;
export const LINE_FOOT = LINE_TOP + DIGIT_HEIGHT;
const SHEET_HEIGHT = 68;
const SIDE = 24;

/** Sets digits side by side, `gap` pixels apart, overlapping if it is negative. */
export function setDigits(text: string, digits: Digits, random: Random, gap: number): HardLine {
  const sheet = blankInk(2 * SIDE + text.length * (2 * DIGIT_HEIGHT + Math.max(0, gap)), SHEET_HEIGHT);
  const boxes: Box[] = [];
  let x = SIDE;
  for (const digit of text) {
    const own = digits.get(digit)!;
    const glyph = own[random.below(own.length)]!;
    const height = Math.round(DIGIT_HEIGHT * random.between(0.9, 1.05));
    const width = Math.max(3, Math.round((glyph.width * height) / glyph.height));
    const levels = resample(glyph, { x: 0, y: 0, width: glyph.width, height: glyph.height }, width, height);
    const ink = { width, height, data: Uint8Array.from(levels, (level) => Math.min(255, level)) };
    const y = LINE_FOOT - height + random.below(3) - 1;
    pasteInk(sheet, ink, x, y);
    boxes.push({ x, y, width, height });
    x += width + gap;
  }
  const width = x - gap + SIDE;
  const data = new Uint8Array(width * SHEET_HEIGHT);
  for (let y = 0; y < SHEET_HEIGHT; y++) {
    data.set(sheet.data.subarray(y * sheet.width, y * sheet.width + width), y * width);
  }
  return { text, ink: { width, height: SHEET_HEIGHT, data }, boxes };
}

type Place = readonly [x: number, y: number];

/** Draws a stroke over a line's ink. */
export function strike(line: HardLine, thickness: number, ...points: readonly Place[]): HardLine {
  const ink = { ...line.ink, data: line.ink.data.slice() };
  drawStroke(
    ink,
    points.map(([x, y]) => ({ x, y })),
    thickness,
  );
  return { ...line, ink };
}

/** Takes the ink of a stroke's width out of a line. */
export function breakInk(line: HardLine, thickness: number, ...points: readonly Place[]): HardLine {
  const gap = blankInk(line.ink.width, line.ink.height);
  drawStroke(
    gap,
    points.map(([x, y]) => ({ x, y })),
    thickness,
  );
  const data = line.ink.data.map((level, i) => Math.min(level, 255 - gap.data[i]!));
  return { ...line, ink: { ...line.ink, data } };
}

const PAPER = 232;
const PEN = 45;

/** The ink on paper with a little grain. */
export function onPaper({ ink }: HardLine, random: Random): GreyImage {
  const data = ink.data.map((level) => {
    const grain = (random.next() + random.next() - 1) * 8;
    return Math.max(0, Math.min(255, Math.round(PAPER + ((PEN - PAPER) * level) / 255 + grain)));
  });
  return { ...ink, data };
}
