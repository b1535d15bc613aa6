import { areaOf, overlapArea } from '../../document/geometry.ts';
import type { ChequeMarks, Comb } from './cheque-look.ts';
import { findStrips, type RuledStrip } from './find-strips.ts';

/** Cells are at most this many times as wide as high, or as high as wide. */
const MOST_WIDE = 1.6;
const MOST_HIGH = 2.6;
const LEAST_CELLS = 4;
const MOST_CELLS = 20;
/** A side is where it should be to this share of a cell's width. */
const OFF = 0.15;
/** This share of the sides between the cells has to be found: a scan tears some, and others run through a digit. */
const LEAST_FOUND = 0.55;
/** Combs that share so much of the smaller one are the same. */
const SAME = 0.5;

/** Finds rows of equal cells between two lying rules, the surest first. */
export function findCombs(look: Pick<ChequeMarks, 'rules' | 'height'>): Comb[] {
  const combs = findStrips(look)
    .flatMap((strip) => asComb(strip) ?? [])
    .sort((a, b) => b.found - a.found);
  const best: Comb[] = [];
  for (const { box, cells, walls } of combs) {
    if (best.every((other) => overlapArea(box, other.box) < SAME * areaOf(box)))
      best.push({ box, cells, walls });
  }
  return best;
}

/** The number of cells whose sides are where standing rules are, and hardly any elsewhere. */
function asComb({ box, sides }: RuledStrip): (Comb & { readonly found: number }) | undefined {
  if (sides.length < LEAST_CELLS - 2) return undefined;
  // The lying rules may end a little before or after the last sides.
  const from = sides.find((x) => Math.abs(x - box.x) < OFF * box.height) ?? box.x;
  const end = box.x + box.width;
  const to = sides.findLast((x) => Math.abs(x - end) < OFF * box.height) ?? end;
  let best: { cells: number; found: number; score: number } | undefined;
  for (let cells = LEAST_CELLS; cells <= MOST_CELLS; cells++) {
    const step = (to - from) / cells;
    if (step > MOST_WIDE * box.height || step < box.height / MOST_HIGH) continue;
    const wanted = Array.from({ length: cells - 1 }, (_, i) => from + (i + 1) * step);
    const found = wanted.filter((x) => sides.some((side) => Math.abs(side - x) <= OFF * step)).length;
    const inner = sides.filter((x) => x > from + OFF * step && x < to - OFF * step).length;
    const score = found / (cells - 1 + inner - Math.min(inner, found));
    if (score >= LEAST_FOUND && score > (best?.score ?? 0)) best = { cells, found, score };
  }
  if (best === undefined) return undefined;
  const { cells, found } = best;
  const walls = Array.from({ length: cells + 1 }, (_, i) => from + (i * (to - from)) / cells);
  return { box: { ...box, x: from, width: to - from }, cells, walls, found };
}
