import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { readStackedCents } from '../../lib/pipeline/read-stacked-cents.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { alwaysSays, blockPage } from './fakes.ts';

/** White paper with three blocks as large as digits, and what stands behind them. */
function page(
  ...behind: readonly (readonly [x: number, y: number, width: number, height: number])[]
): GreyImage {
  const { data, ...size } = blockPage([3]);
  for (const [x, y, width, height] of behind) {
    for (let row = y; row < y + height; row++)
      data.fill(10, row * size.width + x, row * size.width + x + width);
  }
  return { ...size, data };
}

const FRACTION = [
  [112, 32, 8, 10],
  [126, 32, 8, 10],
  [108, 48, 32, 4],
  [112, 57, 8, 10],
  [126, 57, 8, 10],
] as const;

async function read(image: GreyImage) {
  const prepared = await preparePage({ image, dpi: 100, bitonal: true }, { turn: 0 });
  const zone = { box: { x: 20, y: 20, width: 200, height: 60 }, score: 0 };
  const places = await readStackedCents([zone], { index: 0, prepared }, alwaysSays('5'), undefined);
  return places.get(zone);
}

describe('readStackedCents', () => {
  it('says a fraction as it would stand on one line', async () => {
    const place = await read(page(...FRACTION));
    expect(place!.writings[0]).toMatchObject({ text: '555 55/100' });
    expect(place!.writings[0]!.probability).toBeGreaterThan(0.9);
    expect(place!.box).toMatchObject({ x: 20, width: 200 });
  });

  it('leaves out a place without one', async () => {
    expect(await read(page())).toBeUndefined();
    expect(await read(page(...FRACTION.slice(0, 3)))).toBeUndefined();
  });
});
