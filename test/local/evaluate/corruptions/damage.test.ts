import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../../lib/document/image.ts';
import { CORRUPTIONS, sized, VARIANTS } from '../../../../local/evaluate/corruptions/all.ts';
import { glassBlur, motionBlur } from '../../../../local/evaluate/corruptions/blur.ts';
import { cannyEdges } from '../../../../local/evaluate/corruptions/canny-edges.ts';
import type { Corrupt } from '../../../../local/evaluate/corruptions/corruption.ts';
import { brightness, fog, stripe } from '../../../../local/evaluate/corruptions/light.ts';
import { dottedLine, zigzag } from '../../../../local/evaluate/corruptions/lines.ts';
import { impulseNoise, shotNoise } from '../../../../local/evaluate/corruptions/noise.ts';
import { drawPlasma } from '../../../../local/evaluate/corruptions/plasma.ts';
import { randomFor } from '../../../../local/evaluate/corruptions/random.ts';
import { spatter } from '../../../../local/evaluate/corruptions/spatter.ts';
import { rotate, scale, shear, translate } from '../../../../local/evaluate/corruptions/warp.ts';

const SIZE = 28;

function picture(levelAt: (x: number, y: number) => number): GreyImage {
  const data = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => levelAt(at % SIZE, Math.floor(at / SIZE)));
  return { width: SIZE, height: SIZE, data };
}

const black = picture(() => 0);
/** Four rows of ink, 8 to 19, in the columns 12 to 15. */
const bar = picture((x, y) => (x >= 12 && x < 16 && y >= 8 && y < 20 ? 255 : 0));

const at = (image: GreyImage, x: number, y: number) => image.data[y * image.width + x]!;
const mean = ({ data }: GreyImage) => data.reduce((sum, level) => sum + level, 0) / data.length;
const damaged = (corrupt: Corrupt, image: GreyImage, seed = 1) => corrupt(image, randomFor(seed));
const inkedRows = (image: GreyImage) =>
  Array.from({ length: SIZE }, (_, y) => y).filter((y) =>
    Array.from({ length: SIZE }, (_, x) => at(image, x, y)).some((level) => level > 60),
  );

describe('every corruption', () => {
  it('is one of fifteen, gives the same for the same seed, and leaves its picture alone', () => {
    expect(CORRUPTIONS).toHaveLength(15);
    expect(new Set([...CORRUPTIONS, ...VARIANTS].map(({ name }) => name)).size).toBe(15 + VARIANTS.length);
    const pixels = fc.uint8Array({ minLength: SIZE * SIZE, maxLength: SIZE * SIZE });
    fc.assert(
      fc.property(pixels, fc.nat(), fc.constantFrom(...CORRUPTIONS), (data, seed, { corrupt }) => {
        const image = { width: SIZE, height: SIZE, data };
        const before = [...data];
        const first = damaged(corrupt, image, seed);
        expect([first.width, first.height, first.data.length]).toEqual([SIZE, SIZE, SIZE * SIZE]);
        expect(damaged(corrupt, image, seed)).toEqual(first);
        expect([...data]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

describe('noise', () => {
  it('draws ink in thirds, with the right mean, and leaves paper black', () => {
    const ink = picture(() => 128);
    const noisy = damaged(shotNoise, ink);
    expect(new Set(noisy.data)).toEqual(new Set([0, 85, 170, 255]));
    // Clipping at full ink takes a little off.
    expect(mean(noisy)).toBeGreaterThan(110);
    expect(mean(noisy)).toBeLessThan(140);
    expect(damaged(shotNoise, black)).toEqual(black);
  });

  it('sets 17 pixels of a hundred to black or white, in equal parts', () => {
    const noisy = damaged(
      impulseNoise,
      picture(() => 100),
    );
    const share = (level: number) => noisy.data.filter((other) => other === level).length / noisy.data.length;
    expect(share(100)).toBeGreaterThan(0.78);
    expect(share(100)).toBeLessThan(0.88);
    expect(share(0)).toBeGreaterThan(0.05);
    expect(share(255)).toBeGreaterThan(0.05);
  });

  it('draws normal and Poisson numbers with the mean and deviation they should have', () => {
    const random = randomFor(3);
    const moments = (values: readonly number[]) => {
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [average, values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length];
    };
    const normal = moments(Array.from({ length: 20_000 }, random.normal));
    const poisson = moments(Array.from({ length: 20_000 }, () => random.poisson(3)));
    [normal[0], normal[1]! - 1, poisson[0]! - 3, poisson[1]! - 3].forEach((error) => {
      expect(Math.abs(error!)).toBeLessThan(0.1);
    });
    expect(random.poisson(0)).toBe(0);
  });
});

describe('blur', () => {
  it('spreads ink and keeps how much there is', () => {
    for (const corrupt of [glassBlur, motionBlur]) {
      const blurred = damaged(corrupt, bar);
      expect(Math.abs(mean(blurred) - mean(bar))).toBeLessThan(1);
      expect(Math.max(...blurred.data)).toBeLessThan(255);
      expect(at(blurred, 2, 2)).toBe(0);
    }
  });
});

describe('warps', () => {
  it('keep the middle and move what is off it', () => {
    for (const corrupt of [shear, rotate]) {
      const warped = damaged(corrupt, bar);
      expect(at(warped, 13, 13)).toBe(255);
      // The bar leans: its upper end is no longer over its lower one.
      expect(at(warped, 12, 8) === at(warped, 12, 19)).toBe(false);
    }
  });

  it('shrinks to seven tenths', () => {
    expect(inkedRows(bar)).toHaveLength(12);
    expect(inkedRows(damaged(scale, bar)).length).toBeLessThanOrEqual(9);
  });

  it('moves by three pixels in both directions and loses what leaves the picture', () => {
    const dot = picture((x, y) => (x === 10 && y === 10 ? 255 : 0));
    const moved = damaged(translate, dot).data.indexOf(255);
    expect([moved % SIZE, Math.floor(moved / SIZE)].map((place) => Math.abs(place - 10))).toEqual([3, 3]);
    expect(
      damaged(
        translate,
        picture((x) => (x < 3 ? 255 : 0)),
        1,
      ).data.some((level) => level > 0),
    ).toBe(
      damaged(
        translate,
        picture((x) => (x > 24 ? 255 : 0)),
        1,
      ).data.every((level) => level === 0),
    );
  });
});

describe('light', () => {
  it('is brighter by half, clipped', () => {
    const bright = damaged(brightness, bar);
    expect([at(bright, 0, 0), at(bright, 13, 13)]).toEqual([128, 255]);
  });

  it('inverts the outer quarters', () => {
    const striped = damaged(stripe, bar);
    expect([0, 6, 7, 13, 20, 21, 27].map((x) => at(striped, x, 10))).toEqual([255, 255, 0, 255, 0, 255, 255]);
  });

  it('lays a fog over everything, from which ink still stands out by a quarter', () => {
    const foggy = damaged(fog, bar);
    expect(Math.min(...foggy.data)).toBeGreaterThan(0);
    expect(at(foggy, 13, 13) - at(foggy, 10, 13)).toBeGreaterThan(40);
  });

  it('draws clouds that reach from 0 to 1 and change little from pixel to pixel', () => {
    const { data, width } = drawPlasma(randomFor(1), 1.4);
    expect([Math.min(...data), Math.max(...data)]).toEqual([0, 1]);
    const steps = Array.from({ length: width - 1 }, (_, x) => Math.abs(data[x + 1]! - data[x]!));
    expect(Math.max(...steps)).toBeLessThan(0.1);
  });
});

describe('what is drawn over the ink', () => {
  it('leaves every other pair of columns of a dotted line out', () => {
    const dotted = damaged(dottedLine, black);
    const columns = Array.from({ length: SIZE }, (_, x) =>
      Array.from({ length: SIZE }, (_, y) => at(dotted, x, y)).some((level) => level > 0),
    );
    expect(columns.every((inked, x) => inked === x % 4 >= 2 || x === SIZE - 1)).toBe(true);
  });

  it('draws a zigzag from side to side that swings by two pixels', () => {
    const line = damaged(zigzag, black, 2);
    const tops = Array.from({ length: 20 }, (_, i) => {
      const column = Array.from({ length: SIZE }, (_, y) => at(line, i + 4, y));
      return column.indexOf(Math.max(...column));
    });
    expect(Math.max(...tops) - Math.min(...tops)).toBeGreaterThanOrEqual(2);
    expect(at(line, 0, tops[0]!)).toBe(0);
  });

  it('hides ink under mud and dirties the paper', () => {
    const full = damaged(
      spatter,
      picture(() => 255),
    );
    const hidden = full.data.filter((level) => level < 110).length / full.data.length;
    expect(hidden).toBeGreaterThan(0.03);
    expect(hidden).toBeLessThan(0.5);
    expect(Math.max(...damaged(spatter, black).data)).toBeLessThanOrEqual(63);
  });

  it('leaves of a bar its outline, one pixel thin', () => {
    const block = picture((x, y) => (x >= 8 && x < 20 && y >= 8 && y < 20 ? 255 : 0));
    const edges = damaged(cannyEdges, block);
    const row = Array.from({ length: SIZE }, (_, x) => at(edges, x, 14));
    expect(row.filter((level) => level === 255)).toHaveLength(2);
    expect(at(edges, 14, 14)).toBe(0);
    expect(damaged(cannyEdges, black)).toEqual(black);
  });
});

describe('other ways to deliver a picture', () => {
  it('inverts, makes two levels, and resizes', () => {
    const variant = (name: string) => VARIANTS.find((known) => known.name === name)!.corrupt;
    expect(at(damaged(variant('inverted'), bar), 0, 0)).toBe(255);
    expect(
      new Set(
        damaged(
          variant('bitonal'),
          picture((x) => x * 9),
        ).data,
      ),
    ).toEqual(new Set([0, 255]));
    const large = damaged(sized(56), bar);
    expect([large.width, large.height, at(large, 27, 27)]).toEqual([56, 56, 255]);
    expect(damaged(sized(14), bar).data).toHaveLength(14 * 14);
  });
});
