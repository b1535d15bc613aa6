import { mean } from '../../document/averages.ts';
import type { TemplateMatch } from './match-template.ts';
import { placeBox } from './placement.ts';
import { placeEdge } from './register-page.ts';
import { type Edge, edgesOf, templateEdges } from './template-edges.ts';

/** Gives which share (0 to 1) of a rule there is ink for on the page, at or near its place. In prepared-page pixels. */
export type LookForRule = (rule: Edge) => number;

/** Of all rules of a form so much is seen at least; less is enough where dots are all that is left of them. */
const LEAST_SEEN = 0.8;
const LEAST_DOTTED = 0.6;
const DOTTED_FIT = 0.85;
/** So much more is seen than where nothing is expected: on a patterned ground there is ink everywhere. */
const MORE_THAN_CHANCE = 0.35;
/** Chance is what is seen so far off, in shares of the page: the least, as one of them may fall on other rules. */
const ELSEWHERE = [
  [0.013, 0.017],
  [-0.017, 0.013],
  [0.019, -0.011],
] as const;
/** A comb is there if so much of the walls between its cells is seen, of a box nothing is; of all combs so many are there. */
const COMB_SEEN = 0.6;
const FAINT_COMB_SEEN = 0.4;
/** One that lies a cell further has no wall at one of its ends. */
const END_SEEN = 0.25;
const MOST_COMBS = 0.7;
/** Cells that have a wall within them are those of another comb. */
const WALL_SEEN = 0.85;
const MOST_PARTED = 0.5;

/**
 * Whether a page is the form that its rules make it seem: nearly all of them are seen, and hardly any where they are not expected;
 * its combs are there, and have as many cells as they should.
 */
export function isForm(match: TemplateMatch, look: LookForRule): boolean {
  const own = match.template.pages[match.templatePage]!;
  const edges = templateEdges(own);
  if (edges.length === 0) return false;
  const seenWhere = (dx: number, dy: number) =>
    mean(
      edges.map((edge) => {
        const { direction, at, from, to } = placeEdge(edge, match.placement);
        const [across, along] = direction === 'lying' ? [dy, dx] : [dx, dy];
        return look({ direction, at: at + across, from: from + along, to: to + along });
      }),
    );
  const seen = seenWhere(0, 0);
  if (seen < LEAST_SEEN && (seen < LEAST_DOTTED || match.fit < DOTTED_FIT)) return false;
  const { x, y } = match.placement;
  const elsewhere = ELSEWHERE.map(([dx, dy]) =>
    seenWhere(dx * x.scale * own.size.width, dy * y.scale * own.size.height),
  );
  const chance = Math.min(...elsewhere);
  return seen - chance >= MORE_THAN_CHANCE && hasCombs(match, look);
}

function hasCombs({ template, templatePage, placement }: TemplateMatch, look: LookForRule): boolean {
  const { fields, size, ruling } = template.pages[templatePage]!;
  const least = ruling === 'faint' ? FAINT_COMB_SEEN : COMB_SEEN;
  const combs = fields.flatMap(({ zones }) =>
    zones.flatMap(({ place, anchor, cells, gap = 0 }) =>
      cells === undefined || anchor !== undefined
        ? []
        : [{ box: placeBox(place, size, placement), cells, gap }],
    ),
  );
  if (combs.length === 0) return true;
  const there = combs.filter(({ box, cells, gap }) => {
    const walls = edgesOf(box, cells, gap)
      .filter(({ direction }) => direction === 'standing')
      .map(look);
    const inner = walls.slice(1, -1);
    const ends = Math.min(walls[0]!, walls.at(-1)!);
    return ends >= END_SEEN && (inner.length === 0 || mean(inner) >= least);
  });
  const parted = combs.flatMap(({ box, cells }) =>
    Array.from({ length: cells }, (_, i): Edge => {
      const at = box.x + ((i + 0.5) * box.width) / cells;
      return { direction: 'standing', at, from: box.y, to: box.y + box.height };
    }),
  );
  const walls = parted.filter((edge) => look(edge) >= WALL_SEEN).length;
  return there.length >= MOST_COMBS * combs.length && walls < MOST_PARTED * parted.length;
}
