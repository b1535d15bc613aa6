import { fitLine } from './fit-line.ts';
import { type AxisPlacement, type Placement, type Size, wholePage } from './placement.ts';
import type { Edge } from './template-edges.ts';

/** A rule found on a prepared page, in its pixels. */
export type PageRule = Edge;

export interface Registration {
  readonly placement: Placement;
  /** Which share (0 to 1) of the rules that the template expects lies where it then expects them. */
  readonly fit: number;
}

/** A page may be scanned this much larger or smaller than its picture's size suggests: it may be cut or have margins. */
const MOST_ZOOM = 2.5;
/** The two axes have the same scale up to this: scanners and fax machines differ a little. */
const MOST_STRETCH = 1.07;
/** How far off its place a rule may lie, in shares of the page's longer side: at first, and once the scale is known. */
const LOOSE = 0.02;
const TIGHT = 0.006;
/** Rules shorter than this share of the page's width tell too little of its scale. */
const TELLING_LENGTH = 0.08;
/** So many of the longest rules, and of the best guesses, are tried. */
const MOST_TELLING = 60;
const MOST_GUESSES = 8;
const REFINEMENTS = 4;

/**
 * Finds where a template's page lies on a prepared page: each long rule is tried in the place of each rule expected; the
 * guess under which most of the expected rules lie where they should is then fitted to them. Without any rule expected the
 * page is taken as a whole. `edges` are in units of `size`, `rules` in pixels of `page`.
 */
export function registerPage(
  edges: readonly Edge[],
  size: Size,
  rules: readonly PageRule[],
  page: Size,
): Registration {
  const whole = wholePage(size, page);
  if (edges.length === 0) return { placement: whole, fit: 0 };
  const longer = Math.max(page.width, page.height);
  const score = (placement: Placement, tolerance: number) =>
    fitOf(edges, rules, placement, tolerance * longer);
  const guesses = [whole, ...guessPlacements(edges, size, rules, page)]
    .map((placement) => ({ placement, fit: score(placement, LOOSE) }))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, MOST_GUESSES);
  let best: Registration | undefined;
  for (const guess of guesses) {
    let { placement } = guess;
    for (let i = 0; i < REFINEMENTS; i++) {
      const tolerance = (i === 0 ? LOOSE : TIGHT + (LOOSE - TIGHT) / 2 ** i) * longer;
      placement = refine(edges, rules, placement, tolerance);
    }
    const fit = score(placement, TIGHT);
    if (best === undefined || fit > best.fit) best = { placement, fit };
  }
  return best!;
}

/** What the page would be if a long rule of it were one that the template expects. */
function guessPlacements(
  edges: readonly Edge[],
  size: Size,
  rules: readonly PageRule[],
  page: Size,
): Placement[] {
  const usual = Math.sqrt((page.width * page.height) / (size.width * size.height));
  const longest = (list: readonly Edge[], width: number) =>
    list
      .filter(({ from, to }) => to - from >= TELLING_LENGTH * width)
      .sort((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, MOST_TELLING);
  const telling = longest(rules, page.width);
  return longest(edges, size.width).flatMap((edge) =>
    telling.flatMap((rule): Placement[] => {
      if (rule.direction !== edge.direction) return [];
      const scale = (rule.to - rule.from) / (edge.to - edge.from);
      if (scale > usual * MOST_ZOOM || scale < usual / MOST_ZOOM) return [];
      const along = { scale, offset: rule.from - scale * edge.from };
      const across = { scale, offset: rule.at - scale * edge.at };
      return [edge.direction === 'lying' ? { x: along, y: across } : { x: across, y: along }];
    }),
  );
}

/** Mean share of each expected rule's length that a rule of the page covers, less where it lies off. */
function fitOf(
  edges: readonly Edge[],
  rules: readonly PageRule[],
  placement: Placement,
  tolerance: number,
): number {
  let sum = 0;
  for (const edge of edges) {
    const { at, from, to } = placeEdge(edge, placement);
    let covered = 0;
    for (const rule of rules) {
      if (rule.direction !== edge.direction) continue;
      const off = Math.abs(rule.at - at);
      if (off > tolerance) continue;
      const shared = Math.min(to, rule.to) - Math.max(from, rule.from);
      if (shared > 0) covered += (shared / (to - from)) * (1 - off / (2 * tolerance));
    }
    sum += Math.min(1, covered);
  }
  return sum / edges.length;
}

/** The placement that brings the expected rules nearest to those of the page that lie within `tolerance` of them. */
function refine(
  edges: readonly Edge[],
  rules: readonly PageRule[],
  placement: Placement,
  tolerance: number,
): Placement {
  const pairs = { x: [] as Pair[], y: [] as Pair[] };
  for (const edge of edges) {
    const placed = placeEdge(edge, placement);
    const own = edge.direction === 'lying' ? pairs.y : pairs.x;
    const other = edge.direction === 'lying' ? pairs.x : pairs.y;
    for (const rule of rules) {
      if (rule.direction !== edge.direction || Math.abs(rule.at - placed.at) > tolerance) continue;
      const shared = Math.min(placed.to, rule.to) - Math.max(placed.from, rule.from);
      if (shared < 0.3 * (placed.to - placed.from)) continue;
      own.push({ from: edge.at, to: rule.at, weight: shared });
      // The ends of rules are often torn, and join those of others: they say less.
      if (Math.abs(rule.from - placed.from) <= tolerance)
        other.push({ from: edge.from, to: rule.from, weight: END_WEIGHT * shared });
      if (Math.abs(rule.to - placed.to) <= tolerance)
        other.push({ from: edge.to, to: rule.to, weight: END_WEIGHT * shared });
    }
  }
  const x = fitLine(pairs.x) ?? placement.x;
  const y = fitLine(pairs.y) ?? placement.y;
  const stretch = x.scale / y.scale;
  const isSound = x.scale > 0 && y.scale > 0 && stretch < MOST_STRETCH && stretch > 1 / MOST_STRETCH;
  return isSound ? { x, y } : placement;
}

const END_WEIGHT = 0.15;

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Where a rule that a template expects lies on the page, in its pixels. */
export function placeEdge({ direction, at, from, to }: Edge, { x, y }: Placement): Edge {
  const [across, along] = direction === 'lying' ? [y, x] : [x, y];
  return {
    direction,
    at: placed(at, across),
    from: placed(from, along),
    to: placed(to, along),
  };
}

function placed(value: number, { scale, offset }: AxisPlacement): number {
  return scale * value + offset;
}
