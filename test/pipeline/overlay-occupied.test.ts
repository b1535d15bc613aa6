import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlapArea } from '../../lib/document/geometry.ts';
import { trackOccupied } from '../../lib/pipeline/overlay-occupied.ts';

const side = fc.integer({ min: 0, max: 300 });
const anyBox: fc.Arbitrary<Box> = fc.record({ x: side, y: side, width: side, height: side });

describe('trackOccupied', () => {
  it('counts every square pixel once for each box that takes it, across bands', () => {
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 8 }), anyBox, (boxes, asked) => {
        const taken = trackOccupied();
        for (const box of boxes) taken.add(box);
        const expected = boxes.reduce((sum, box) => sum + overlapArea(asked, box), 0);
        expect(taken.hidden(asked)).toBe(expected);
      }),
    );
  });
});
