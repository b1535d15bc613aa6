import { expect, it } from 'vitest';
import { randomFor } from '../../local/seeded-random.ts';
import { blankInk, drawStroke } from '../../training/dump-crops/ink-picture.ts';
import { struckOut, withBar, withUpstroke } from '../../training/dump-strips/penmanship.ts';

const HEIGHT = 30;
const stem = { width: 4, height: HEIGHT, data: new Uint8Array(4 * HEIGHT).fill(255) };

function seven() {
  const paper = blankInk(18, HEIGHT);
  const points = [
    { x: 2, y: 2 },
    { x: 16, y: 2 },
    { x: 7, y: 28 },
  ];
  drawStroke(paper, points, 3);
  return paper;
}

const inkOf = ({ data }: { readonly data: Uint8Array }) => data.filter((level) => level > 128).length;
const rowOf = ({ width, data }: { readonly width: number; readonly data: Uint8Array }, y: number) =>
  [...data.subarray(y * width, (y + 1) * width)].map((level) => level > 128);

it('leads an upstroke from the left to the top of a bare 1', () => {
  for (let seed = 0; seed < 50; seed++) {
    const one = withUpstroke(stem, 3, randomFor(5, seed));
    expect(one.height).toBe(HEIGHT);
    expect(one.width).toBeGreaterThan(stem.width);
    expect(inkOf(one)).toBeGreaterThan(inkOf(stem));
    // The stem is what reaches lowest, but for a serif; the upstroke ends left of it, in its upper part.
    expect(rowOf(one, 4).findIndex(Boolean)).toBeLessThanOrEqual(rowOf(one, 0).findIndex(Boolean));
    expect(rowOf(one, HEIGHT - 5).filter(Boolean).length).toBeLessThanOrEqual(2 * stem.width);
  }
});

it('leaves a 1 as it is that is too broad to be a bare stem', () => {
  const broad = { width: 20, height: HEIGHT, data: new Uint8Array(20 * HEIGHT).fill(255) };
  expect(withUpstroke(broad, 3, randomFor(5, 1))).toBe(broad);
});

it('draws a bar across the stem of a 7, below its roof', () => {
  for (let seed = 0; seed < 50; seed++) {
    const plain = seven();
    const barred = withBar(plain, 3, randomFor(6, seed));
    expect(barred.height).toBe(HEIGHT);
    expect(inkOf(barred)).toBeGreaterThan(inkOf(plain));
    const widest = Array.from({ length: 14 }, (_, i) => rowOf(barred, 9 + i).filter(Boolean).length);
    expect(Math.max(...widest)).toBeGreaterThan(7);
    expect(rowOf(barred, 2).filter(Boolean).length).toBe(rowOf(plain, 2).filter(Boolean).length);
  }
});

it('strikes a glyph out with more than one stroke or a scribble, from side to side', () => {
  for (let seed = 0; seed < 50; seed++) {
    const plain = seven();
    const struck = struckOut(plain, 3, randomFor(7, seed));
    expect(struck.height).toBe(HEIGHT);
    expect(inkOf(struck)).toBeGreaterThan(inkOf(plain) + 40);
    expect(struck.width).toBeGreaterThanOrEqual(plain.width);
  }
});
