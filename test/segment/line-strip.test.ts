import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { STRIP_HEIGHT, STRIP_STEP } from '../../lib/document/image.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import type { InkSource } from '../../lib/segment/cut-out.ts';
import {
  GLYPH_BOTTOM,
  GLYPH_TOP,
  type LineStretch,
  type LineStrip,
  lineStrip,
} from '../../lib/segment/line-strip.ts';
import { boundsWhere, box, inkBoxes } from '../preprocess/pictures.ts';

const INK = 200;

/** A page with solid boxes, and the stretch that the first `own` of them make, of glyphs as high as the first. */
function pageOf(boxes: readonly Box[], own = boxes.length, width = 400, height = 160) {
  const picture = inkBoxes(width, height, boxes);
  const { labels } = findComponents(picture);
  const soft = { width, height, data: picture.data.map((ink) => ink * INK) };
  const page: InkSource = { width, height, labels, soft };
  const pieces = boxes
    .slice(0, own)
    .map((bounds) => ({ label: labels[bounds.y * width + bounds.x]!, box: bounds }));
  const [first] = boxes;
  const stretch: LineStretch = {
    height: first!.height,
    band: { top: first!.y, foot: first!.y + first!.height },
    pieces,
  };
  return { page, stretch };
}

const stripOf = (boxes: readonly Box[], own?: number): LineStrip => {
  const { page, stretch } = pageOf(boxes, own);
  return lineStrip(stretch, page);
};
const inkBox = ({ width, data }: LineStrip) =>
  boundsWhere({ width, height: STRIP_HEIGHT, data }, (level) => level >= 128);

/** The ink of a strip in the columns from one to before another. */
function inkBetween({ width, data }: LineStrip, from: number, to: number): Box {
  const part = data.map((level, at) => (at % width >= from && at % width < to ? level : 0));
  return inkBox({ width, data: part } as LineStrip);
}

describe('lineStrip', () => {
  it.each([12, 20, 33, 60])('brings glyphs %i pixels high to one height and place', (height) => {
    const bar = Math.round(height / 3);
    const strip = stripOf([box(50, 40, bar, height), box(50 + height, 40, bar, height)]);
    const ink = inkBox(strip);
    expect(Math.abs(ink.y - GLYPH_TOP)).toBeLessThanOrEqual(1);
    expect(Math.abs(ink.y + ink.height - GLYPH_BOTTOM)).toBeLessThanOrEqual(1);
    expect(strip.data).toHaveLength(strip.width * STRIP_HEIGHT);
  });

  it('keeps paper on both sides of the ink', () => {
    const strip = stripOf([box(50, 40, 8, 20), box(90, 40, 8, 20)]);
    const ink = inkBox(strip);
    expect(ink.x).toBeGreaterThanOrEqual(7);
    expect(strip.width - ink.x - ink.width).toBeGreaterThanOrEqual(7);
  });

  it('stretches ink to full, thin paper grain not', () => {
    const strip = stripOf([box(50, 40, 10, 20)]);
    expect(Math.max(...strip.data)).toBe(255);
    expect(strip.data[0]).toBe(0);
  });

  it('levels a line that climbs, and leaves one of few glyphs as it is', () => {
    const climbing = (glyphs: number) =>
      Array.from({ length: glyphs }, (_, i) => box(40 + 30 * i, 70 - 4 * i, 10, 20));
    const { page, stretch } = pageOf(climbing(6));
    const strip = lineStrip({ ...stretch, band: { top: 60, foot: 80 } }, page);
    const scale = strip.width / (160 + 16);
    const tops = Array.from({ length: 6 }, (_, i) => {
      const middle = (8 + 30 * i + 5) * scale;
      return inkBetween(strip, Math.round(middle - 8), Math.round(middle + 8)).y;
    });
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThanOrEqual(1);
    const few = pageOf(climbing(3));
    expect(
      inkBox(lineStrip({ ...few.stretch, band: { top: 66, foot: 86 } }, few.page)).height,
    ).toBeGreaterThan(26);
  });

  it('takes one tail for no climb', () => {
    const boxes = [0, 1, 2, 3, 4, 5].map((i) => box(40 + 30 * i, 60, 10, i === 5 ? 44 : 20));
    const strip = stripOf(boxes);
    const first = inkBetween(strip, 0, 20);
    expect(Math.abs(first.y - GLYPH_TOP)).toBeLessThanOrEqual(1);
  });

  it('leaves out the ink of others, in the box and beside it', () => {
    const own = [box(50, 40, 8, 20), box(90, 40, 8, 20)];
    const plain = stripOf(own);
    expect(stripOf([...own, box(64, 30, 12, 40), box(120, 40, 8, 20)], 2)).toMatchObject({
      width: plain.width,
      data: plain.data,
    });
  });

  it('takes the soft edge beside its own ink with it, and none beside that of others', () => {
    const { page, stretch } = pageOf([box(50, 40, 8, 20), box(64, 40, 8, 20)], 1);
    const soft = { ...page.soft, data: page.soft.data.map((level) => (level === 0 ? 100 : level)) };
    const strip = lineStrip(stretch, { ...page, soft });
    const ink = boundsWhere({ ...strip, height: STRIP_HEIGHT }, (level) => level > 40);
    const bare = inkBox(stripOf([box(50, 40, 8, 20)]));
    expect(ink.width).toBeGreaterThan(bare.width);
    expect(ink.width).toBeLessThanOrEqual(bare.width + 4);
  });

  it('finds paper where the page has ended', () => {
    const strip = stripOf([box(0, 0, 8, 20), box(30, 0, 8, 20)]);
    const ink = inkBox(strip);
    expect(Math.abs(ink.y - GLYPH_TOP)).toBeLessThanOrEqual(1);
    expect(ink.x).toBeGreaterThanOrEqual(7);
    expect(() => stripOf([box(390, 140, 10, 20)])).not.toThrow();
  });

  it('is a whole number of steps wide, and tells where on the page its ink came from', () => {
    const anyBoxes = fc
      .record({
        height: fc.integer({ min: 8, max: 60 }),
        y: fc.integer({ min: 0, max: 90 }),
        glyphs: fc.array(
          fc.record({ gap: fc.integer({ min: 3, max: 30 }), width: fc.integer({ min: 3, max: 20 }) }),
          { minLength: 1, maxLength: 6 },
        ),
      })
      .map(({ height, y, glyphs }) => {
        let right = 10;
        return glyphs.map(({ gap, width }) => {
          const glyph = box(right + gap, y, width, height);
          right = glyph.x + width;
          return glyph;
        });
      });
    fc.assert(
      fc.property(anyBoxes, (boxes) => {
        const strip = stripOf(boxes);
        expect(strip.width % STRIP_STEP).toBe(0);
        const ink = inkBox(strip);
        const [first] = boxes;
        const last = boxes.at(-1)!;
        // A column of the strip is so many pixels of the page, and a soft border is up to one wide.
        const slack = Math.max(1, first!.height / 20) + 1;
        const topLeft = strip.toPage(ink.x, ink.y);
        const footRight = strip.toPage(ink.x + ink.width, ink.y + ink.height);
        expect(Math.abs(topLeft.x - first!.x)).toBeLessThanOrEqual(slack);
        expect(Math.abs(topLeft.y - first!.y)).toBeLessThanOrEqual(slack);
        expect(Math.abs(footRight.x - last.x - last.width)).toBeLessThanOrEqual(slack);
        expect(Math.abs(footRight.y - last.y - last.height)).toBeLessThanOrEqual(slack);
      }),
    );
  });
});
