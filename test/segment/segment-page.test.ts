import { describe, expect, it } from 'vitest';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { type SegmentInput, segmentPage } from '../../lib/segment/segment-page.ts';
import { box, inkBoxes } from '../preprocess/pictures.ts';

const glyphs = [box(20, 20, 18, 30), box(50, 20, 18, 30), box(20, 90, 18, 30), box(50, 90, 18, 30)];

function pageWith(rules: SegmentInput['rules']): SegmentInput {
  const picture = inkBoxes(120, 140, glyphs);
  const { components, labels } = findComponents(picture);
  const soft = { ...picture, data: picture.data.map((ink) => ink * 255) };
  return { width: 120, height: 140, dpi: 200, components, labels, rules, soft };
}

describe('segmentPage', () => {
  it('gives the lines of a page from the top', () => {
    const lines = segmentPage(pageWith([]));
    expect(lines.map((line) => line.box)).toEqual([box(20, 20, 48, 30), box(20, 90, 48, 30)]);
    expect(lines.map((line) => line.candidates.length)).toEqual([2, 2]);
  });

  it('tells each line which standing rules ran through it', () => {
    const side = { direction: 'standing', box: box(43, 15, 2, 40) } as const;
    const lying = { direction: 'lying', box: box(10, 55, 100, 2) } as const;
    const outside = { direction: 'standing', box: box(100, 15, 2, 40) } as const;
    const [upper, lower] = segmentPage(pageWith([lying, side, outside]));
    expect(upper!.dividers).toEqual([side.box]);
    expect(lower!.dividers).toEqual([]);
  });
});
