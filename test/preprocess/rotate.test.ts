import { describe, expect, it } from 'vitest';
import { rotateImage, unrotateBox } from '../../lib/preprocess/rotate.ts';
import { boundsWhere, box, edgeDistance, greyOf, greyWhere } from './pictures.ts';

const isDark = (level: number) => level < 128;

/** A page with one round mark: its box is the same however the page lies. */
function pageWithDisc(x: number, y: number, radius: number) {
  return greyWhere(301, 180, (u, v) => (Math.hypot(u - x, v - y) <= radius ? 0 : 255));
}

describe('rotateImage', () => {
  it('turns clockwise: what lay to the right goes down', async () => {
    const page = pageWithDisc(280, 90, 6);
    const rotated = await rotateImage(page, 10);
    const mark = boundsWhere(rotated, isDark);
    expect(mark.y + mark.height / 2).toBeGreaterThan(rotated.height / 2 + 15);
  });

  it('grows the page to hold its corners, white where nothing was', async () => {
    const rotated = await rotateImage(
      greyWhere(100, 60, () => 90),
      30,
    );
    expect(rotated.width).toBeGreaterThanOrEqual(Math.floor(100 * Math.cos(Math.PI / 6) + 60 * 0.5));
    expect(rotated.height).toBeGreaterThanOrEqual(Math.floor(100 * 0.5 + 60 * Math.cos(Math.PI / 6)));
    expect(rotated.data).toHaveLength(rotated.width * rotated.height);
    for (const corner of [
      0,
      rotated.width - 1,
      rotated.data.length - rotated.width,
      rotated.data.length - 1,
    ]) {
      expect(rotated.data[corner]).toBe(255);
    }
    expect(rotated.data[Math.floor(rotated.height / 2) * rotated.width + Math.floor(rotated.width / 2)]).toBe(
      90,
    );
  });

  it('turns a quarter exactly', async () => {
    expect(await rotateImage(greyOf([1, 2, 3], [4, 5, 6]), 90)).toEqual(greyOf([4, 1], [5, 2], [6, 3]));
  });
});

describe('unrotateBox', () => {
  it.each([-10, -7.3, -1, -0.1, 0.1, 2.5, 10])('finds a mark again after %d degrees', async (degrees) => {
    for (const [x, y] of [
      [20, 20],
      [150, 90],
      [285, 165],
    ] as const) {
      const page = pageWithDisc(x, y, 5);
      const rotated = await rotateImage(page, degrees);
      const found = unrotateBox(boundsWhere(rotated, isDark), degrees, { rotated, source: page });
      expect(edgeDistance(found, boundsWhere(page, isDark))).toBeLessThanOrEqual(2);
    }
  });

  it.each([-30, 5, 12])('covers a long mark wholly after %d degrees', async (degrees) => {
    const bar = box(60, 70, 120, 9);
    const page = greyWhere(301, 180, (x, y) =>
      x > bar.x && x < bar.x + bar.width && y > bar.y && y < bar.y + bar.height ? 0 : 255,
    );
    const rotated = await rotateImage(page, degrees);
    const found = unrotateBox(boundsWhere(rotated, isDark), degrees, { rotated, source: page });
    expect(found.x).toBeLessThanOrEqual(bar.x + 1);
    expect(found.y).toBeLessThanOrEqual(bar.y + 1);
    expect(found.x + found.width).toBeGreaterThanOrEqual(bar.x + bar.width - 1);
    expect(found.y + found.height).toBeGreaterThanOrEqual(bar.y + bar.height - 1);
  });
});
