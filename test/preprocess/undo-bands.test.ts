import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { undoBands } from '../../lib/preprocess/undo-bands.ts';

function picture(rows: readonly string[]): GreyImage {
  const width = rows[0]!.length;
  return {
    width,
    height: rows.length,
    data: Uint8Array.from(rows.join(''), (ink) => (ink === '#' ? 255 : 0)),
  };
}

const DIGIT = [
  '..............',
  '..............',
  '..............',
  '...#######....',
  '.........#....',
  '........##....',
  '......###.....',
  '.....##.......',
  '.....##.......',
  '..............',
  '..............',
];

const striped = ({ width, height, data }: GreyImage, band: number): GreyImage => ({
  width,
  height,
  data: data.map((level, at) => (at % width < band || at % width >= width - band ? 255 - level : level)),
});

describe('undoBands', () => {
  it.each([2, 3, 4])('undoes bands of %i columns on both sides, with the ink in them', (band) => {
    const digit = picture(DIGIT);
    expect(undoBands(striped(digit, band))).toEqual(digit);
  });

  it('works on dark ink too', () => {
    const digit = picture(DIGIT);
    const dark = { ...digit, data: digit.data.map((level) => 255 - level) };
    expect(undoBands(striped(dark, 3))).toEqual(dark);
  });

  it('leaves a picture without bands as it is', () => {
    const digit = picture(DIGIT);
    expect(undoBands(digit)).toBe(digit);
  });

  it('takes an upright bar that fills its picture for ink', () => {
    const bar = picture(Array.from({ length: 12 }, () => '....####....'));
    expect(undoBands(bar)).toBe(bar);
  });

  it('takes a box round its picture for ink', () => {
    const side = '##########';
    const box = picture([side, side, ...Array.from({ length: 8 }, () => '##......##'), side, side]);
    expect(undoBands(box)).toBe(box);
  });
});
