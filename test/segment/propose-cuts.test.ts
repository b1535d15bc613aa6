import { describe, expect, it } from 'vitest';
import type { BinaryImage } from '../../lib/document/image.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { proposeCuts } from '../../lib/segment/propose-cuts.ts';
import { box, greyWhere, inkBoxes } from '../preprocess/pictures.ts';

const HEIGHT = 30;

/** Rings of a pen 4 wide and the line height high, leaning right by `slant` columns a row, each touching the next. */
function rings(count: number, slant = 0): BinaryImage {
  const radius = HEIGHT / 2;
  return greyWhere(count * 24 + 40, HEIGHT + 8, (x, y) => {
    const upright = x + slant * (y - 4 - HEIGHT / 2);
    for (let i = 0; i < count; i++) {
      const across = (upright - 20 - 10.5 - 23 * i) / 12;
      const along = (y - 4 - radius) / radius;
      const distance = Math.hypot(across, along);
      if (distance <= 1 && distance >= 0.7) return 1;
    }
    return 0;
  });
}

function cutsOf(picture: BinaryImage) {
  const map = findComponents(picture);
  expect(map.components).toHaveLength(1);
  return { pieces: proposeCuts(map.components[0]!, HEIGHT, map), map };
}

describe('proposeCuts', () => {
  it('cuts two blocks at the bridge between them', () => {
    const picture = inkBoxes(60, 40, [box(5, 5, 18, HEIGHT), box(23, 18, 6, 3), box(29, 5, 18, HEIGHT)]);
    const { pieces } = cutsOf(picture);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]!.span!.to).toBe(pieces[1]!.span!.from);
    expect(pieces[0]!.span!.to).toBeGreaterThanOrEqual(23);
    expect(pieces[0]!.span!.to).toBeLessThanOrEqual(29);
  });

  it('cuts two rings where they touch', () => {
    const found = cutsOf(rings(2))
      .pieces.slice(1)
      .map(({ span }) => span!.from);
    expect(found.some((x) => Math.abs(x - 42) <= 4)).toBe(true);
  });

  it('cuts two leaning strokes along their slant', () => {
    const middle = HEIGHT / 2 + 4;
    const picture = greyWhere(80, HEIGHT + 8, (x, y) => {
      if (y < 4 || y > 4 + HEIGHT) return 0;
      const upright = x + 0.4 * (y - middle);
      const onBridge = upright > 30 && upright < 48 && Math.abs(y - middle) < 2;
      return Math.abs(upright - 30) < 2.5 || Math.abs(upright - 48) < 2.5 || onBridge ? 1 : 0;
    });
    const { pieces } = cutsOf(picture);
    expect(pieces).toHaveLength(2);
    const { from, slant } = pieces[1]!.span!;
    expect(slant).toBeGreaterThan(0.1);
    expect(Math.abs(from - slant * middle - 39)).toBeLessThanOrEqual(5);
  });

  it('cuts no solid block, and no glyph as narrow as a stroke', () => {
    const block = cutsOf(inkBoxes(40, 40, [box(5, 5, 25, HEIGHT)]));
    expect(block.pieces).toEqual([{ label: 1, box: box(5, 5, 25, HEIGHT) }]);
    const stroke = cutsOf(inkBoxes(40, 40, [box(5, 5, 4, HEIGHT)]));
    expect(stroke.pieces).toEqual([{ label: 1, box: box(5, 5, 4, HEIGHT) }]);
  });

  it.each([
    [2, 0],
    [3, 0.3],
    [5, 0],
    [6, -0.2],
  ])('shares out every pixel of %i rings leaning by %d, none twice, from left to right', (count, slant) => {
    const { pieces, map } = cutsOf(rings(count, slant));
    expect(pieces.length).toBeGreaterThanOrEqual(count);
    map.labels.forEach((label, at) => {
      if (label === 0) return;
      const x = at % map.width;
      const y = Math.floor(at / map.width);
      const owners = pieces.filter(({ span }) => {
        const place = x + Math.floor(span!.slant * y);
        return place >= span!.from && place < span!.to;
      });
      expect(owners).toHaveLength(1);
      const own = owners[0]!.box;
      expect(x >= own.x && x < own.x + own.width && y >= own.y && y < own.y + own.height).toBe(true);
    });
    const starts = pieces.map(({ span }) => span!.from);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it('sees only the ink of its own component', () => {
    const picture = inkBoxes(80, 40, [
      box(5, 5, 4, HEIGHT),
      box(5, 31, 40, 4),
      box(41, 5, 4, HEIGHT),
      box(20, 5, 8, 8),
    ]);
    const map = findComponents(picture);
    const cup = map.components.find((component) => component.box.width === 40)!;
    for (const piece of proposeCuts(cup, HEIGHT, map)) expect(piece.label).toBe(cup.label);
  });
});
