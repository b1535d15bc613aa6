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

/** Smaller than this share of the line height is a dot, a dash or dirt: calling it no digit costs nothing. */
const MARK_HEIGHT = 0.4;
/** What calling a full-size glyph no digit costs beside its probability: in a number digits are what one meets. */
const NOT_DIGIT_WEIGHT = 0.15;
/** No probability counts as less: a network that is sure and wrong must not rule out a whole line. */
const LEAST_PROBABILITY = 1e-4;

interface Edge {
  readonly candidate: number;
  readonly first: number;
  readonly last: number;
  /** Best single reading of this edge and its weight. */
  readonly text: string | undefined;
  readonly best: number;
  /** Weight of all readings of this edge. */
  readonly total: number;
}

/**
 * Finds the likeliest way to read a line: each path through the lattice uses every piece once, its weight is the product
 * of its candidates' probabilities (LeCun et al. 1998, section VII). Sums over all paths (forward and backward, as in
 * a hidden Markov model) tell how sure the best one is against all others.
 */
export function readLattice(
  line: TextLine,
  scores: readonly CandidateScores[],
  classes: readonly string[],
): LatticeReading {
  const count = line.pieces.length;
  const edges = line.candidates.map((_, index) => edgeOf(line, index, scores[index]!, classes));
  const into: Edge[][] = Array.from({ length: count + 1 }, () => []);
  const outOf: Edge[][] = Array.from({ length: count + 1 }, () => []);
  for (const edge of edges) {
    into[edge.last + 1]!.push(edge);
    outOf[edge.first]!.push(edge);
  }

  // Logarithms: a long line's product is below what a double can hold.
  const forward = new Float64Array(count + 1).fill(-Infinity);
  const backward = new Float64Array(count + 1).fill(-Infinity);
  const best = new Float64Array(count + 1).fill(-Infinity);
  const cameBy: (Edge | undefined)[] = [];
  forward[0] = 0;
  best[0] = 0;
  for (let at = 1; at <= count; at++) {
    for (const edge of into[at]!) {
      forward[at] = addLogs(forward[at]!, forward[edge.first]! + Math.log(edge.total));
      const score = best[edge.first]! + Math.log(edge.best);
      if (score > best[at]!) {
        best[at] = score;
        cameBy[at] = edge;
      }
    }
  }
  backward[count] = 0;
  for (let at = count - 1; at >= 0; at--) {
    for (const edge of outOf[at]!) {
      backward[at] = addLogs(backward[at]!, backward[edge.last + 1]! + Math.log(edge.total));
    }
  }

  const path: Edge[] = [];
  for (let at = count; at > 0; at = path.at(-1)!.first) path.push(cameBy[at]!);
  path.reverse();
  return {
    steps: path.map(({ candidate, text }) => ({ candidate, text })),
    confidence: (from, to) => {
      let log = forward[path[from]!.first]! + backward[path[to]!.last + 1]! - forward[count]!;
      for (let i = from; i <= to; i++) log += Math.log(path[i]!.best);
      return Math.min(1, Math.exp(log));
    },
  };
}

function edgeOf(
  line: TextLine,
  index: number,
  { probabilities }: CandidateScores,
  classes: readonly string[],
): Edge {
  const { first, last, box } = line.candidates[index]!;
  const mark = box.height < MARK_HEIGHT * line.height && box.width < line.height;
  let text: string | undefined;
  let best = 0;
  let total = 0;
  classes.forEach((name, k) => {
    const isDigit = name !== NOT_A_DIGIT;
    const weight = isDigit || mark ? 1 : NOT_DIGIT_WEIGHT;
    // A path of n pieces has n factors however it is cut, so that merging is no way to be cheap.
    const score = Math.max(LEAST_PROBABILITY, probabilities[k]! * weight) ** (last - first + 1);
    total += score;
    if (score > best) {
      best = score;
      text = isDigit ? name : undefined;
    }
  });
  return { candidate: index, first, last, text, best, total };
}

function addLogs(a: number, b: number): number {
  if (a === -Infinity) return b;
  const high = Math.max(a, b);
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
