import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { estimateAxis } from '../../lib/preprocess/estimate-axis.ts';

/** Lines of glyphs, nearer to each other along the line than across. */
function linesOfGlyphs(lines: number, glyphs: number): Box[] {
  return Array.from({ length: lines * glyphs }, (_, i) => ({
    x: 20 + 13 * (i % glyphs),
    y: 20 + 30 * Math.floor(i / glyphs),
    width: i % 5 === 0 ? 4 : 9,
    height: 14,
  }));
}

const onItsSide = ({ x, y, width, height }: Box): Box => ({ x: y, y: x, width: height, height: width });

describe('estimateAxis', () => {
  it('tells lines that run across from lines that run down', () => {
    const across = linesOfGlyphs(4, 12);
    expect(estimateAxis(across)).toBe('across');
    expect(estimateAxis(across.map(onItsSide))).toBe('down');
  });

  it('says nothing of an empty page, of few glyphs, and of glyphs on a square grid', () => {
    expect(estimateAxis([])).toBe('unclear');
    expect(estimateAxis(linesOfGlyphs(1, 4))).toBe('unclear');
    const scattered = Array.from({ length: 40 }, (_, i) => ({
      x: (i % 8) * 200,
      y: Math.floor(i / 8) * 200,
      width: 10,
      height: 10,
    }));
    expect(estimateAxis(scattered)).toBe('unclear');
  });

  it('minds neither the order of the glyphs nor a large blot among them', () => {
    const glyphs = [...linesOfGlyphs(4, 12), { x: 0, y: 0, width: 600, height: 400 }];
    fc.assert(
      fc.property(fc.shuffledSubarray(glyphs, { minLength: glyphs.length }), (shuffled) => {
        expect(estimateAxis(shuffled)).toBe('across');
      }),
      { numRuns: 20 },
    );
  });

  it('says the other axis of the same page on its side', () => {
    const side = fc.integer({ min: 1, max: 30 });
    const place = fc.integer({ min: 0, max: 200 });
    const glyphs = fc.array(fc.record({ x: place, y: place, width: side, height: side }), { maxLength: 60 });
    const other = { across: 'down', down: 'across', unclear: 'unclear' } as const;
    fc.assert(
      fc.property(glyphs, (boxes) => {
        // Of two neighbours equally near the first counts, which may differ from side to side.
        fc.pre(distancesDiffer(boxes));
        expect(estimateAxis(boxes.map(onItsSide))).toBe(other[estimateAxis(boxes)]);
      }),
    );
  });
});

function distancesDiffer(boxes: readonly Box[]): boolean {
  return boxes.every((a, i) => {
    const distances = boxes
      .filter((_, j) => j !== i)
      .map((b) => Math.hypot(2 * (a.x - b.x) + a.width - b.width, 2 * (a.y - b.y) + a.height - b.height));
    return new Set(distances).size === distances.length;
  });
}
