import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softInk } from '../../lib/preprocess/soft-ink.ts';
import { anyPicture, greyOf, inkOf } from './pictures.ts';

describe('softInk', () => {
  it('measures ink against the mean of the paper round it, the page’s full ink being 255', () => {
    const page = greyOf([200, 200, 100, 200, 160, 200]);
    const { soft, contrast } = softInk(page, inkOf('..#...'), 1);
    expect(contrast).toBe(100);
    // Beside 200 and 200 the 160 is paper itself: the mean there is 187.
    expect([...soft.data]).toEqual([0, 0, 255, 0, 69, 0]);
  });

  it('is as deep as the definition says, for any picture, ink and window', () => {
    const drawn = anyPicture(255).chain((page) =>
      fc.record({
        page: fc.constant(page),
        ink: fc.uint8Array({ max: 1, minLength: page.data.length, maxLength: page.data.length }),
        radius: fc.integer({ min: 1, max: 14 }),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ page, ink, radius }) => {
        const { width, height, data } = page;
        const { soft, contrast } = softInk(page, { width, height, data: ink }, radius);
        for (let at = 0; at < data.length; at++) {
          const papers: number[] = [];
          for (let other = 0; other < data.length; other++) {
            const across = Math.abs((other % width) - (at % width));
            const down = Math.abs(Math.floor(other / width) - Math.floor(at / width));
            if (ink[other] === 0 && across <= radius && down <= radius) papers.push(data[other]!);
          }
          const paper =
            papers.length > 0 ? papers.reduce((sum, level) => sum + level, 0) / papers.length : 255;
          const below = Math.max(0, Math.round(paper - data[at]!));
          expect(soft.data[at]).toBe(Math.min(255, Math.round((below * 255) / Math.max(16, contrast))));
        }
      }),
    );
  });
});
