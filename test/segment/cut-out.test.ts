import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { cutOut, type InkSource } from '../../lib/segment/cut-out.ts';
import { findCandidates } from '../../lib/segment/find-candidates.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';
import { box, greyOf, inkBoxes, inkOf } from '../preprocess/pictures.ts';
import { drawnLine } from './components.ts';

/** A page whose soft ink is 200 in strokes and 50 on the paper round them, so that it shows what is taken along. */
function pageOf(picture: ReturnType<typeof inkOf>, height: number): { page: InkSource; line: TextLine } {
  const { line, map } = drawnLine(picture, height);
  const soft: GreyImage = { ...picture, data: picture.data.map((ink) => (ink === 1 ? 200 : 50)) };
  return {
    page: { width: map.width, height: map.height, labels: map.labels, soft },
    line: findCandidates(line, map),
  };
}

describe('cutOut', () => {
  it('takes the soft ink of a glyph and the edge beside it, one pixel more on each side', () => {
    const { page, line } = pageOf(inkOf('.....', '..#..', '..##.', '.....'), 2);
    expect(cutOut(line, line.candidates[0]!, page)).toEqual(
      greyOf([0, 50, 0, 0], [50, 200, 50, 0], [50, 200, 200, 50], [0, 50, 50, 0]),
    );
  });

  it('ends at the edges of the page', () => {
    const { page, line } = pageOf(inkOf('##', '##'), 2);
    expect(cutOut(line, line.candidates[0]!, page)).toEqual(
      greyOf([0, 0, 0, 0], [0, 200, 200, 0], [0, 200, 200, 0], [0, 0, 0, 0]),
    );
  });

  it('leaves out the ink of a neighbour that reaches into the box', () => {
    const { page, line } = pageOf(inkOf('#....', '#.###', '#....', '####.'), 4);
    const glyph = line.candidates.find((candidate) => candidate.box.height === 4)!;
    const { width, data } = cutOut(line, glyph, page);
    const row = data.subarray(2 * width, 3 * width);
    // The neighbour's three pixels are black; of the paper beside them only the edge of the own stroke is left.
    expect([...row]).toEqual([0, 200, 50, 0, 0, 0]);
  });

  it('shares out the ink of two that touch between their cuts', () => {
    const height = 30;
    const picture = inkBoxes(70, 50, [box(5, 10, 18, height), box(23, 24, 6, 3), box(29, 10, 18, height)]);
    const { page, line } = pageOf(picture, height);
    const ink = (image: GreyImage) => image.data.filter((level) => level === 200).length;
    const [left, both, right] = line.candidates.map((candidate) => ink(cutOut(line, candidate, page)));
    expect(both).toBe(2 * 18 * height + 6 * 3);
    expect(left! + right!).toBe(both);
    expect(Math.abs(left! - right!)).toBeLessThanOrEqual(18);
  });
});
