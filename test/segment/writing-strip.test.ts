import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { STRIP_HEIGHT, STRIP_STEP } from '../../lib/document/image.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { GLYPH_BOTTOM, GLYPH_TOP } from '../../lib/segment/line-strip.ts';
import { writingStrip } from '../../lib/segment/writing-strip.ts';
import { boundsWhere, box, inkBoxes } from '../preprocess/pictures.ts';

const WIDTH = 600;
const HEIGHT = 200;

function stripOf(boxes: readonly Box[], shown: (box: Box) => boolean = () => true) {
  const picture = inkBoxes(WIDTH, HEIGHT, boxes);
  const { labels, components } = findComponents(picture);
  const soft = { width: WIDTH, height: HEIGHT, data: picture.data.map((ink) => ink * 200) };
  const own = components.filter((component) => shown(component.box));
  return writingStrip(own, { width: WIDTH, height: HEIGHT, labels, soft });
}

/** Words as wide as they please, with a letter that hangs below and one that stands out above. */
function words(height: number, climb = 0): Box[] {
  return [0, 1, 2, 3, 4].map((i) => box(40 + 100 * i, 80 - Math.round(100 * i * climb), 80, height));
}

describe('writingStrip', () => {
  it.each([18, 30, 44])('brings words %i pixels high to one height and place', (height) => {
    const strip = stripOf(words(height))!;
    const ink = boundsWhere({ ...strip, height: STRIP_HEIGHT }, (level) => level >= 128);
    expect(strip.width % STRIP_STEP).toBe(0);
    expect(Math.abs(ink.y - GLYPH_TOP)).toBeLessThanOrEqual(2);
    expect(Math.abs(ink.y + ink.height - GLYPH_BOTTOM)).toBeLessThanOrEqual(3);
  });

  it('is not led astray by a loop that hangs far below', () => {
    const strip = stripOf([...words(30), box(140, 109, 3, 60)])!;
    const between = (from: number, to: number) =>
      strip.data.filter((level, at) => {
        const row = Math.floor(at / strip.width);
        return level >= 128 && row >= from && row < to;
      }).length;
    expect(between(GLYPH_TOP, GLYPH_BOTTOM)).toBeGreaterThan(10 * between(GLYPH_BOTTOM + 3, STRIP_HEIGHT));
  });

  it('levels a line that climbs', () => {
    const level = stripOf(words(30))!;
    const climbing = stripOf(words(30, 0.06))!;
    const height = (strip: typeof level) =>
      boundsWhere({ ...strip, height: STRIP_HEIGHT }, (ink) => ink >= 128).height;
    expect(height(climbing)).toBeLessThanOrEqual(height(level) + 5);
  });

  it('shows the ink that it was given, and none of others', () => {
    const other = box(300, 20, 60, 50);
    const alone = stripOf(words(30))!;
    const beside = stripOf([...words(30), other], ({ y }) => y > 40)!;
    expect(Buffer.from(beside.data).equals(Buffer.from(alone.data))).toBe(true);
  });

  it('makes nothing of nothing', () => {
    expect(stripOf([])).toBeUndefined();
  });
});
