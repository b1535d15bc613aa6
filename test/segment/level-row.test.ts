import { describe, expect, it } from 'vitest';
import { levelRow } from '../../lib/segment/level-row.ts';
import { boundsWhere, box, inkBoxes } from '../preprocess/pictures.ts';

/** Blocks that grow from left to right, on a middle that climbs. */
const HEIGHTS = [20, 22, 26, 28, 32, 34, 38, 40];
const BLOCKS = HEIGHTS.map((height, i) => box(40 + 40 * i, 100 - 2 * i - height / 2, 12, height));
const picture = inkBoxes(420, 160, BLOCKS);
const page = { width: 420, height: 160, soft: { ...picture, data: picture.data.map((ink) => 255 * ink) } };
const row = {
  box: { x: 40, width: 292 },
  height: 28,
  middleAt: (x: number) => 100 - (2 * (x - 46)) / 40,
  heightAt: (x: number) => 20 + (20 * (x - 46)) / 280,
  stretchAt: () => 1,
};

describe('levelRow', () => {
  it('brings a row of uneven height to one height and one middle', () => {
    const { image, pageX } = levelRow(row, page, { share: 1.6, margin: 0.4 });
    expect(image.height).toBe(45);
    for (const { x, width } of BLOCKS) {
      const from = pageX.findIndex((at) => at >= x - 2);
      const to = pageX.findIndex((at) => at >= x + width + 2);
      const part = image.data.map((level, at) =>
        at % image.width >= from && at % image.width < to ? level : 0,
      );
      const ink = boundsWhere({ ...image, data: part }, (level) => level >= 128);
      expect(Math.abs(ink.height - 28)).toBeLessThanOrEqual(3);
      expect(Math.abs(ink.y + ink.height / 2 - image.height / 2)).toBeLessThanOrEqual(1.5);
    }
  });

  it('draws what stands too near or too far apart at an even speed', () => {
    const flat = { ...row, heightAt: () => 28, stretchAt: (x: number) => (x < 186 ? 2 : 1) };
    const { pageX } = levelRow(flat, page, { share: 1.6, margin: 0 });
    const columnOf = (x: number) => pageX.findIndex((at) => at >= x);
    expect(columnOf(166) - columnOf(46)).toBe(240);
    expect(columnOf(326) - columnOf(206)).toBe(120);
  });

  it('leaves paper where the page ends', () => {
    const { image } = levelRow({ ...row, middleAt: () => 0 }, page, { share: 1.6, margin: 0 });
    expect(image.data.subarray(0, image.width * 20).every((level) => level === 0)).toBe(true);
  });
});
