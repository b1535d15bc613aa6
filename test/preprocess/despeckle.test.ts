import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { LabelledImage } from '../../lib/preprocess/cv/connected-components.ts';
import { despeckle } from '../../lib/preprocess/despeckle.ts';
import { box } from './pictures.ts';

const WIDTH = 80;
const HEIGHT = 60;

/** A page on which each box is filled with ink of its own label and darkness. */
function page(blots: readonly { readonly box: Box; readonly ink?: number }[]) {
  const labels = new Int32Array(WIDTH * HEIGHT);
  const soft = new Uint8Array(WIDTH * HEIGHT);
  const components = blots.map(({ box, ink = 255 }, i) => {
    for (let y = box.y; y < box.y + box.height; y++) {
      labels.fill(i + 1, y * WIDTH + box.x, y * WIDTH + box.x + box.width);
      soft.fill(ink, y * WIDTH + box.x, y * WIDTH + box.x + box.width);
    }
    return { label: i + 1, box, area: box.width * box.height };
  });
  const image: LabelledImage = { width: WIDTH, height: HEIGHT, labels, components };
  return { image, soft: { width: WIDTH, height: HEIGHT, data: soft } };
}

function kept(blots: Parameters<typeof page>[0], dpi: number): number[] {
  const { image, soft } = page(blots);
  return despeckle(image, { dpi, soft }).map(({ label }) => label);
}

describe('despeckle', () => {
  it('drops specks and keeps digits and decimal points, in order', () => {
    const blots = [box(0, 0, 1, 1), box(5, 5, 2, 1), box(20, 5, 20, 30), box(50, 30, 6, 6)];
    expect(
      kept(
        blots.map((box) => ({ box })),
        300,
      ),
    ).toEqual([3, 4]);
  });

  it('takes a larger blot for a speck in a finer scan', () => {
    expect(kept([{ box: box(0, 0, 4, 3) }], 150)).toEqual([1]);
    expect(kept([{ box: box(0, 0, 4, 3) }], 1_200)).toEqual([]);
  });

  it('keeps a thin stroke whose other side is long', () => {
    expect(kept([{ box: box(0, 0, 2, 40) }], 300)).toEqual([1]);
  });

  it('drops the faint dots of a halftone, keeps a dark point of that size and faint writing', () => {
    const blots = [
      { box: box(0, 0, 6, 6), ink: 60 },
      { box: box(20, 0, 6, 6), ink: 240 },
      { box: box(40, 0, 20, 40), ink: 60 },
    ];
    expect(kept(blots, 300)).toEqual([2, 3]);
  });

  it('has nothing to say about a blank page', () => {
    expect(kept([], 300)).toEqual([]);
  });
});
