import { areaOf, type Box, overlapArea } from '../../document/geometry.ts';
import type { ChequeMarks } from './cheque-look.ts';
import { findStrips } from './find-strips.ts';

/** A box is at least this many times as wide as high; parts of it that rules cut off are boxes too. */
const LEAST_WIDE = 1.2;
/** Boxes that share so much of what both cover are one. */
const SAME = 0.8;

/** So many parts side by side may be one box: a long stroke in it, as that of a closing `/-`, looks like a standing rule. */
const MOST_PARTS = 2;

/** Finds boxes: between two lying rules, from one standing rule to one of the next, or to where the lying ones end. */
export function findBoxes(look: Pick<ChequeMarks, 'rules' | 'height'>): Box[] {
  const boxes = findStrips(look).flatMap(({ box, sides }) => {
    const ends = [...sides, box.x + box.width];
    return sides.flatMap((x, i) =>
      ends.slice(i + 1, i + 1 + MOST_PARTS).flatMap((end): Box[] => {
        const width = end - x;
        return width >= LEAST_WIDE * box.height ? [{ ...box, x, width }] : [];
      }),
    );
  });
  const apart: Box[] = [];
  for (const box of boxes.sort((a, b) => areaOf(a) - areaOf(b))) {
    if (apart.every((other) => !isSame(box, other))) apart.push(box);
  }
  return apart;
}

function isSame(a: Box, b: Box): boolean {
  const shared = overlapArea(a, b);
  return shared >= SAME * (areaOf(a) + areaOf(b) - shared);
}
