import type { Box } from '../document/geometry.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { TextLine } from '../segment/text-line.ts';
import {
  type Arc,
  addLogs,
  backwardSums,
  bestPath,
  DIGIT,
  type Edge,
  forwardSums,
  LETTER,
  STATES,
  type State,
  textPath,
  textSum,
} from './paths.ts';

/** What the network says of one candidate of a line. */
export interface CandidateScores {
  /** One probability for each of the model's classes. */
  readonly probabilities: Float32Array;
  /** A slash, a bracket or the like by other signs than these: it says nothing about its neighbours. @default false */
  readonly isSign?: boolean;
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
   * Probability that the digits of the steps `from` to `to` (both included) are what is written there: the weight of all
   * paths that read them so, however cut and merged, over the weight of all paths.
   */
  confidence(from: number, to: number): number;
  /** Logarithm of the probability that the pieces from `begin` up to, not with, `end` are read as exactly these digits. */
  textLog(text: string, begin: number, end: number): number;
  /** The likeliest way to read them so; undefined when they are too few. */
  stepsFor(text: string, begin: number, end: number): readonly LatticeStep[] | undefined;
}

export interface ReadLatticeOptions {
  /** How likely a line begins with a digit rather than a letter: a page has more text, an amount's zone more digits. */
  readonly digitPrior: number;
}

/** Smaller than this share of the line height is a dot, a dash or dirt: neither digit nor letter, and no news of either. */
const MARK_HEIGHT = 0.4;
const MARK_WIDTH = 2;
/** Thinner than this share is what is left of a rule: the thinnest pen writes thicker. */
const HAIRLINE = 0.08;
/** Lower than this share and begun in the lower half of the line is a comma, however large. */
const COMMA_HEIGHT = 0.75;
/** Letters stand beside letters and digits beside digits; how likely the next glyph is of the other kind, within a word ... */
export const SWITCH_NEAR = 0.05;
/** ... and after a gap of so many line heights. */
export const SWITCH_FAR = 0.4;
export const FAR_GAP = 0.45;
/** What calling a full-size glyph no digit costs beside its probability: what is sure is only that it is no single digit. */
export const NOT_DIGIT_WEIGHT = 0.4;
/** Crops have no size or place, so a comma looks like a 1: what is a mark by these is seldom a digit. */
export const MARK_DIGIT_WEIGHT = 0.002;
/** No probability counts as less: a network that is sure and wrong must not rule out a whole line. */
export const LEAST_PROBABILITY = 1e-5;

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
      const [first, last] = withMarks(path, from, to);
      const text = path.slice(first, last + 1).flatMap(({ edge, isDigit }) => (isDigit ? [edge.text] : []));
      const begin = path[first]!.edge.first;
      const end = path[last]!.edge.last + 1;
      return Math.min(1, Math.exp(textSum(into, text, begin, end, forward[begin]!, backward[end]!) - all));
    },
    textLog: (text, begin, end) =>
      Math.min(0, textSum(into, [...text], begin, end, forward[begin]!, backward[end]!) - all),
    stepsFor: (text, begin, end) => textPath(into, [...text], begin, end, forward[begin]!, backward[end]!),
  };
}

/** The steps with the marks on both sides: a mark may have been merged into the digit beside it. */
function withMarks(path: readonly Arc[], from: number, to: number): [number, number] {
  const isLooseMark = (arc: Arc | undefined) => arc?.edge.mark === true && !arc.isDigit;
  let first = from;
  let last = to;
  while (isLooseMark(path[first - 1])) first--;
  while (isLooseMark(path[last + 1])) last++;
  return [first, last];
}

/** True if a candidate of this size and place says nothing about its neighbours: a separator, a hairline, or dirt. */
export function isMark(box: Box, { height, band }: Pick<TextLine, 'height' | 'band'>): boolean {
  if (box.height < MARK_HEIGHT * height) return box.width < MARK_WIDTH * height;
  if (box.width < HAIRLINE * height) return true;
  return box.height < COMMA_HEIGHT * height && box.y > (band.top + band.foot) / 2;
}

function edgeOf(
  line: TextLine,
  index: number,
  { probabilities, isSign = false }: CandidateScores,
  classes: readonly string[],
): Edge {
  const { first, last, box } = line.candidates[index]!;
  const mark = isSign || isMark(box, line);
  const weigh = (probability: number) => Math.max(LEAST_PROBABILITY, probability);
  let text = '';
  let bestDigit = 0;
  let digits = 0;
  let notDigit = 0;
  const weights = new Map<string, number>();
  classes.forEach((name, k) => {
    if (name === NOT_A_DIGIT) {
      notDigit = weigh(probabilities[k]! * (mark ? 1 : NOT_DIGIT_WEIGHT));
      return;
    }
    const weight = weigh(probabilities[k]! * (mark ? MARK_DIGIT_WEIGHT : 1));
    weights.set(name, weight);
    digits += weight;
    if (weight <= bestDigit) return;
    bestDigit = weight;
    text = name;
  });
  return { candidate: index, first, last, mark, text, bestDigit, digits, notDigit, weights };
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
