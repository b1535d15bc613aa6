import type { GreyImage } from '../../lib/document/image.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';
import { rowOf } from './fakes.ts';

/** Digits of five columns and seven rows. */
const SHAPES: Readonly<Record<string, string>> = {
  '0': '01110 10001 10001 10001 10001 10001 01110',
  '1': '00110 01110 00110 00110 00110 00110 11111',
  '2': '11110 00001 00001 01110 10000 10000 11111',
  '3': '11111 00010 00100 01110 00001 00001 11110',
  '4': '10010 10010 10010 11111 00010 00010 00010',
  '5': '11111 10000 10000 11110 00001 00001 11110',
  '6': '00111 01000 10000 11110 10001 10001 01110',
  '7': '11111 11111 00010 00100 00100 01000 01000',
  '8': '01110 10001 10001 01110 10001 10001 01110',
  '9': '01110 10001 10001 01111 00001 00010 11100',
  // A letter.
  N: '10001 11001 11001 10101 10011 10011 10001',
};
const COLUMNS = 5;
const ROWS = 7;
const INK = 10;

/** White paper to draw on. */
export function paper(width: number, height: number): GreyImage {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

export function drawBox({ width, data }: GreyImage, x: number, y: number, wide: number, high: number): void {
  for (let row = y; row < y + high; row++) data.fill(INK, row * width + x, row * width + x + wide);
}

/** Digits, full stops, `N` and spaces, of dots so large; gives how far to the right they go. */
export function drawText(page: GreyImage, text: string, at: { x: number; y: number; dot?: number }): number {
  const { y, dot = 5 } = at;
  let { x } = at;
  for (const sign of text) {
    if (sign === '.') drawBox(page, x + dot, y + (ROWS - 1) * dot, dot, dot);
    SHAPES[sign]?.split(' ').forEach((row, r) => {
      [...row].forEach((inked, c) => {
        if (inked === '1') drawBox(page, x + c * dot, y + r * dot, dot, dot);
      });
    });
    x += (sign === '.' ? 4 : COLUMNS + 1) * dot;
  }
  return x;
}

/** As likely as a crop is near to a drawn digit; what is near to none is not a digit. */
export function readDrawn(sureness = 0.995): (crop: Uint8Array) => readonly number[] {
  const known = Object.keys(SHAPES).map((name) => {
    const ink = { ...paper(COLUMNS * 5, ROWS * 5) };
    drawText(ink, name, { x: 0, y: 0 });
    return { name, crop: normalizeGlyph({ ...ink, data: ink.data.map((level) => 255 - level) }) };
  });
  return (crop) => {
    const near = known.map((one) => ({ name: one.name, off: distance(one.crop, crop) }));
    const best = near.reduce((least, one) => (one.off < least.off ? one : least));
    const isDigit = best.off < FAR && best.name !== 'N';
    return rowOf(isDigit ? best.name : NOT_A_DIGIT, sureness);
  };
}

/** In levels of grey, in the mean over all pixels. */
const FAR = 28;

function distance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, level, i) => sum + Math.abs(level - b[i]!), 0) / a.length;
}
