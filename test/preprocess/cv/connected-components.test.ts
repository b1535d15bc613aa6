import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findComponents } from '../../../lib/preprocess/cv/connected-components.ts';
import { anyPicture, boundsWhere, inkOf } from '../pictures.ts';

describe('findComponents', () => {
  it('joins pixels that touch at corners, and tells box and area of each component', () => {
    const { width, height, components } = findComponents(inkOf('##..#', '##.#.', '.....', '#.#.#', '.#...'));
    expect([width, height]).toEqual([5, 5]);
    expect(components.map(({ box, area }) => ({ box, area }))).toEqual([
      { box: { x: 0, y: 0, width: 2, height: 2 }, area: 4 },
      { box: { x: 3, y: 0, width: 2, height: 2 }, area: 2 },
      { box: { x: 0, y: 3, width: 3, height: 2 }, area: 3 },
      { box: { x: 4, y: 3, width: 1, height: 1 }, area: 1 },
    ]);
  });

  it('finds none on blank paper and one on a page full of ink', () => {
    expect(findComponents(inkOf('...', '...'))).toEqual({
      width: 3,
      height: 2,
      labels: new Int32Array(6),
      components: [],
    });
    expect(findComponents(inkOf('##', '##')).components).toEqual([
      { label: 1, box: { x: 0, y: 0, width: 2, height: 2 }, area: 4 },
    ]);
  });

  it('labels any picture as a flood fill does', () => {
    fc.assert(
      fc.property(anyPicture(1), (picture) => {
        const { labels, components } = findComponents(picture);
        expect(components.map(({ label }) => label)).toEqual(components.map((_, i) => i + 1));
        for (const { label, box, area } of components) {
          const pixels = [...labels.keys()].filter((at) => labels[at] === label);
          expect(pixels).toEqual(floodFill(picture, pixels[0]!));
          expect(area).toBe(pixels.length);
          const member = Uint8Array.from(labels, (value) => (value === label ? 1 : 0));
          expect(box).toEqual(boundsWhere({ ...picture, data: member }, (level) => level === 1));
        }
        expect(labels.map((label) => Math.min(1, label))).toEqual(Int32Array.from(picture.data));
      }),
      { numRuns: 60 },
    );
  });
});

/** Every pixel of ink that can be walked to from `start` in eight directions, in order of place. */
function floodFill({ width, height, data }: ReturnType<typeof inkOf>, start: number): number[] {
  const reached = new Set([start]);
  for (const at of reached) {
    const x = at % width;
    const y = Math.floor(at / width);
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        if (data[v * width + u] === 1) reached.add(v * width + u);
      }
    }
  }
  return [...reached].sort((a, b) => a - b);
}
