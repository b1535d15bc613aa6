import type { Box } from '../document/geometry.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { TextLine } from '../segment/text-line.ts';

/** What the network says of one candidate of a line. */
export interface CandidateScores {
  /** One probability for each of the model's classes. */
  readonly probabilities: Float32Array;
}

/** One step of a reading: pieces `first` to `last` taken as one glyph. */
export interface LatticeStep {
  /** Index into the line's candidates. */
  readonly candidate: number;
  /** The character, or undefined when the step is taken as no digit. */
  readonly text: string | undefined;
}

export interface LatticeReading {
  /** From left to right; together they use every piece once. */
  readonly steps: readonly LatticeStep[];
  /**
   * Probability that the line has exactly the steps `from` to `to` (both included): the weight of all paths through
   * them over the weight of all paths.
   */
  confidence(from: number, to: number): number;
}

export interface ReadLatticeOptions {
  /** How likely a line begins with a digit rather than a letter: a page has more text, an amount's zone more digits. */
  readonly digitPrior: number;
}

/** Smaller than this share of the line height is a dot, a dash or dirt: neither digit nor letter, and no news of either. */
const MARK_HEIGHT = 0.4;
const MARK_WIDTH = 2;
/** Letters stand beside letters and digits beside digits; how likely the next glyph is of the other kind, within a word ... */
export const SWITCH_NEAR = 0.05;
/** ... and after a gap of so many line heights. */
export const SWITCH_FAR = 0.4;
export const FAR_GAP = 0.45;
/** What calling a full-size glyph no digit costs beside its probability: what is sure is only that it is no single digit. */
export const NOT_DIGIT_WEIGHT = 0.4;
/** No probability counts as less: a network that is sure and wrong must not rule out a whole line. */
export const LEAST_PROBABILITY = 1e-4;

/** What the last full-size glyph was. */
type State = 0 | 1;
const LETTER: State = 0;
const DIGIT: State = 1;
const STATES = [LETTER, DIGIT] as const;

interface Edge {
  readonly candidate: number;
  readonly first: number;
  readonly last: number;
  /** A small mark leaves the state as it is. */
  readonly mark: boolean;
  /** The best digit, the weight of it, of all digits, and of no digit. */
  readonly text: string;
  readonly bestDigit: number;
  readonly digits: number;
  readonly notDigit: number;
}

/** One way through an edge: from one state to another, as digit or not. */
interface Arc {
  readonly edge: Edge;
  readonly from: State;
  readonly to: State;
  readonly isDigit: boolean;
  /** Logarithms of the best reading's weight and of all readings' weight: a long line's product is below any double. */
  readonly best: number;
  readonly total: number;
}

/**
 * Finds the likeliest way to read a line: each path through the lattice uses every piece once, its weight is the product
 * of its candidates' probabilities (LeCun et al. 1998, section VII) and of how likely digits and letters follow each
 * other. Sums over all paths (forward and backward, as in a hidden Markov model) tell how sure the best one is.
 */
export function readLattice(
  line: TextLine,
  scores: readonly CandidateScores[],
  classes: readonly string[],
  options: ReadLatticeOptions,
): LatticeReading {
  const count = line.pieces.length;
  const into: Arc[][] = Array.from({ length: count + 1 }, () => []);
  line.candidates.forEach((_, index) => {
    const edge = edgeOf(line, index, scores[index]!, classes);
    into[edge.last + 1]!.push(...arcsOf(edge, switchBefore(line, edge.first)));
  });
  const start = [Math.log(1 - options.digitPrior), Math.log(options.digitPrior)];
  const forward = forwardSums(into, start);
  const backward = backwardSums(into);
  const path = bestPath(into, start);
  const all = addLogs(forward[count]![LETTER], forward[count]![DIGIT]);
  return {
    steps: path.map(({ edge, isDigit }) => ({
      candidate: edge.candidate,
      text: isDigit ? edge.text : undefined,
    })),
    confidence: (from, to) => {
      const last = path[to]!.edge.last + 1;
      const through = sumsThrough(path, from, to, forward[path[from]!.edge.first]!, into);
      const log = addLogs(through[LETTER] + backward[last]![LETTER], through[DIGIT] + backward[last]![DIGIT]);
      return Math.min(1, Math.exp(log - all));
    },
  };
}

/**
 * Weight of all ways through the steps `from` to `to` as they were read, by the state they end in. What was before the
 * first full-size glyph of a line nobody sees, so that both states count there; after that the reading tells it.
 */
function sumsThrough(
  path: readonly Arc[],
  from: number,
  to: number,
  before: Sums,
  into: readonly (readonly Arc[])[],
): Sums {
  const hidden = path.slice(0, from).every(({ edge, isDigit }) => edge.mark && !isDigit);
  let sums: Sums = [...before];
  if (!hidden) sums[1 - path[from]!.from] = -Infinity;
  for (const { edge, isDigit } of path.slice(from, to + 1)) {
    const next: Sums = [-Infinity, -Infinity];
    for (const arc of into[edge.last + 1]!) {
      if (arc.edge !== edge || arc.isDigit !== isDigit) continue;
      next[arc.to] = addLogs(next[arc.to], sums[arc.from] + arc.best);
    }
    sums = next;
  }
  return sums;
}

/** True if a candidate of this size says nothing about what its neighbours are: a separator, or dirt. */
export function isMark(box: Box, lineHeight: number): boolean {
  return box.height < MARK_HEIGHT * lineHeight && box.width < MARK_WIDTH * lineHeight;
}

function edgeOf(
  line: TextLine,
  index: number,
  { probabilities }: CandidateScores,
  classes: readonly string[],
): Edge {
  const { first, last, box } = line.candidates[index]!;
  const mark = isMark(box, line.height);
  const weigh = (probability: number) => Math.max(LEAST_PROBABILITY, probability);
  let text = '';
  let bestDigit = 0;
  let digits = 0;
  let notDigit = 0;
  classes.forEach((name, k) => {
    if (name === NOT_A_DIGIT) {
      notDigit = weigh(probabilities[k]! * (mark ? 1 : NOT_DIGIT_WEIGHT));
      return;
    }
    const weight = weigh(probabilities[k]!);
    digits += weight;
    if (weight <= bestDigit) return;
    bestDigit = weight;
    text = name;
  });
  return { candidate: index, first, last, mark, text, bestDigit, digits, notDigit };
}

function switchBefore(line: TextLine, piece: number): number {
  if (piece === 0) return SWITCH_FAR;
  const before = line.pieces[piece - 1]!.box;
  const gap = line.pieces[piece]!.box.x - before.x - before.width;
  return gap >= FAR_GAP * line.height ? SWITCH_FAR : SWITCH_NEAR;
}

function arcsOf(edge: Edge, switching: number): Arc[] {
  return STATES.flatMap((from) => {
    const step = (to: State) => Math.log(from === to ? 1 - switching : switching);
    const notDigit = Math.log(edge.notDigit);
    const toDigit = step(DIGIT);
    return [
      {
        edge,
        from,
        to: DIGIT,
        isDigit: true,
        best: toDigit + Math.log(edge.bestDigit),
        total: toDigit + Math.log(edge.digits),
      },
      edge.mark
        ? { edge, from, to: from, isDigit: false, best: notDigit, total: notDigit }
        : {
            edge,
            from,
            to: LETTER,
            isDigit: false,
            best: step(LETTER) + notDigit,
            total: step(LETTER) + notDigit,
          },
    ];
  });
}

type Sums = [number, number];

function forwardSums(into: readonly (readonly Arc[])[], start: readonly number[]): Sums[] {
  const sums = into.map((): Sums => [-Infinity, -Infinity]);
  sums[0] = [start[LETTER]!, start[DIGIT]!];
  for (const arcs of into) {
    for (const { edge, from, to, total } of arcs) {
      const at = sums[edge.last + 1]!;
      at[to] = addLogs(at[to], sums[edge.first]![from] + total);
    }
  }
  return sums;
}

function backwardSums(into: readonly (readonly Arc[])[]): Sums[] {
  const sums = into.map((): Sums => [-Infinity, -Infinity]);
  sums[into.length - 1] = [0, 0];
  for (const arcs of [...into].reverse()) {
    for (const { edge, from, to, total } of arcs) {
      const at = sums[edge.first]!;
      at[from] = addLogs(at[from], sums[edge.last + 1]![to] + total);
    }
  }
  return sums;
}

function bestPath(into: readonly (readonly Arc[])[], start: readonly number[]): Arc[] {
  const best = into.map((): Sums => [-Infinity, -Infinity]);
  best[0] = [start[LETTER]!, start[DIGIT]!];
  const cameBy: (Arc | undefined)[][] = into.map(() => []);
  for (const arcs of into) {
    for (const arc of arcs) {
      const score = best[arc.edge.first]![arc.from] + arc.best;
      const at = best[arc.edge.last + 1]!;
      if (score <= at[arc.to]) continue;
      at[arc.to] = score;
      cameBy[arc.edge.last + 1]![arc.to] = arc;
    }
  }
  const path: Arc[] = [];
  const end = best[into.length - 1]!;
  let state: State = end[DIGIT] > end[LETTER] ? DIGIT : LETTER;
  for (let at = into.length - 1; at > 0; ) {
    const arc = cameBy[at]![state]!;
    path.push(arc);
    at = arc.edge.first;
    state = arc.from;
  }
  return path.reverse();
}

function addLogs(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  const high = Math.max(a, b);
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
