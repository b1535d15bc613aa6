import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRIP_HEIGHT } from '../../lib/document/image.ts';
import { GLYPH_BOTTOM, GLYPH_TOP } from '../../lib/segment/line-strip.ts';
import { roomFor } from '../../lib/segment/room-for-digits.ts';
import { lineOf } from '../read/lines.ts';

/** Three zeros of 20 pixels, as high as the line is taken to be. */
const zeros = [100, 114, 128].map((x) => ({ x, y: 0, width: 11, height: 20 }));
const pixelsShown = (height: number) => (height * STRIP_HEIGHT) / (GLYPH_BOTTOM - GLYPH_TOP);

describe('roomFor', () => {
  it('makes no room that is not needed', () => {
    expect(roomFor(zeros, lineOf(zeros))).toBeUndefined();
    expect(roomFor([], lineOf(zeros))).toBeUndefined();
  });

  it('shows the whole of a digit that is larger than the zeros which set the height of the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 0 }), fc.integer({ min: 20, max: 45 }), (top, foot) => {
        const four = { x: 60, y: top, width: 24, height: foot - top };
        const room = roomFor([four, ...zeros], lineOf([four, ...zeros]));
        const { height, band } = room ?? { height: 20, band: { top: 0, foot: 20 } };
        const middle = (band.top + band.foot) / 2;
        expect(middle - top).toBeLessThanOrEqual(pixelsShown(height) / 2);
        expect(foot - middle).toBeLessThanOrEqual(pixelsShown(height) / 2);
      }),
    );
  });

  it('does not go by strokes, nor by what stands above or below the line', () => {
    const stroke = { x: 60, y: -10, width: 6, height: 40 };
    const above = { x: 60, y: -40, width: 20, height: 25 };
    expect(roomFor([stroke, above, ...zeros], lineOf(zeros))).toBeUndefined();
  });
});
