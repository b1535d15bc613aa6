import { type Box, centreY, overlapX } from '../../document/geometry.ts';
import type { ChequeMarks } from './cheque-look.ts';

/** A stretch of paper between two lying rules, and the standing rules that cross it. */
export interface RuledStrip {
  readonly box: Box;
  /** The middles of the rules that stand in it from its top to its foot, from left to right. */
  readonly sides: readonly number[];
}

/** A strip is at least this many times as wide as high; more is the space between two lines to write on. */
const LEAST_WIDE = 1.2;
const MOST_WIDE = 30;
/** Its height as a share of the page's. */
const LEAST_HEIGHT = 0.025;
const MOST_HEIGHT = 0.25;
/** A rule may be torn off by so many of its heights. */
const TORN = 1;
/** A rule stands in a strip if it covers this much of its height and reaches no further out than this, in its heights. */
const COVERED = 0.6;
const REACH = 0.35;

/** Finds the strips between lying rules that are nearest above each other. */
export function findStrips({ rules, height }: Pick<ChequeMarks, 'rules' | 'height'>): RuledStrip[] {
  const lying = rules
    .flatMap(({ direction, box }) => (direction === 'lying' ? [box] : []))
    .sort((a, b) => centreY(a) - centreY(b));
  const standing = rules.flatMap(({ direction, box }) => (direction === 'standing' ? [box] : []));
  return lying.flatMap((top, i) =>
    lying.slice(i + 1).flatMap((foot): RuledStrip[] => {
      const y = centreY(top);
      const tall = centreY(foot) - y;
      if (tall < LEAST_HEIGHT * height || tall > MOST_HEIGHT * height) return [];
      const { x, width } = extentOf(top, foot, tall);
      if (width < LEAST_WIDE * tall || width > MOST_WIDE * tall) return [];
      const box = { x, y, width, height: tall };
      const sides = standing.filter((side) => standsIn(side, box)).map((side) => side.x + side.width / 2);
      return [{ box, sides: sides.sort((a, b) => a - b) }];
    }),
  );
}

/** Where both rules run; or as far as one of them does, if the other one was torn off a little before. */
function extentOf(top: Box, foot: Box, tall: number): Pick<Box, 'x' | 'width'> {
  const ends = [top, foot].map(({ x, width }) => x + width);
  const torn = TORN * tall;
  const from = Math.abs(top.x - foot.x) <= torn ? Math.min(top.x, foot.x) : Math.max(top.x, foot.x);
  const to = Math.abs(ends[0]! - ends[1]!) <= torn ? Math.max(...ends) : Math.min(...ends);
  return { x: from, width: overlapX(top, foot) > 0 ? to - from : 0 };
}

function standsIn(side: Box, box: Box): boolean {
  const middle = side.x + side.width / 2;
  const reach = REACH * box.height;
  if (middle < box.x - reach || middle > box.x + box.width + reach) return false;
  if (side.y < box.y - reach || side.y + side.height > box.y + box.height + reach) return false;
  const shared = Math.min(side.y + side.height, box.y + box.height) - Math.max(side.y, box.y);
  return shared >= COVERED * box.height;
}
