import { OTHER } from '../document/model-identity.ts';
import type { FrameScores } from './frames.ts';
import { ANY_SIGN, ANYTHING, type LetterGraph, letterGraph, NO_LETTER } from './letter-graph.ts';

/** The best way to read a strip by a graph. */
export interface LetterPath {
  /** Logarithm of its probability. */
  readonly log: number;
  /** What its words add up to. */
  readonly sum: number;
}

const NOWHERE: LetterPath = { log: -Infinity, sum: 0 };

/** No probability counts as less, so that a letter that is not seen costs so much and rules nothing out. */
const LEAST_PROBABILITY = 1e-3;
/** A frame that is at least so likely a blank. */
const SURELY_BLANK = 0.999;
/** What a sign that the pattern knows nothing of costs beside its own probability. */
const UNKNOWN_SIGN = Math.log(0.01);
/** What each word costs, as any of some twenty others might stand there: else words would be read into what is none. */
const ANY_WORD = Math.log(0.05);

/** Letters of a word are seen by neighbouring frames, which err together: of the logarithm of a likelihood so much counts. */
export const COUNTED = 0.5;

/** Frames with the logarithms that a graph is followed by. */
export interface LetterFrames {
  readonly count: number;
  /** By letter, and of any sign. */
  readonly logs: ReadonlyMap<string, Float64Array>;
  readonly blank: Float64Array;
}

export function letterFrames({ classes, probabilities }: FrameScores): LetterFrames {
  const last = classes.length - 1;
  // Of blanks in a row one says as much as all of them, and half of the frames are such.
  const isBlank = (at: number) => at >= 0 && probabilities[at + last]! >= SURELY_BLANK;
  const frames = Array.from({ length: probabilities.length / classes.length }, (_, i) => i * classes.length);
  const kept = frames.filter((at) => !(isBlank(at) && isBlank(at - classes.length)));
  const log = (probability: (at: number) => number) =>
    Float64Array.from(kept, (at) => Math.log(Math.max(LEAST_PROBABILITY, probability(at))));
  return {
    count: kept.length,
    logs: new Map([
      ...classes
        .slice(0, last)
        .map((name, index): [string, Float64Array] => [
          name === OTHER ? NO_LETTER : name,
          log((at) => probabilities[at + index]!),
        ]),
      [ANY_SIGN, log((at) => 1 - probabilities[at + last]!)],
    ]),
    blank: log((at) => probabilities[at + last]!),
  };
}

/** How likely what stands round the words of a graph is, at best: by number of frames, before the words and behind them. */
export interface Surroundings {
  readonly before: Float64Array;
  readonly behind: Float64Array;
}

/** Follows what stands before words from the left, and what stands behind them, a graph of which is of its `reversed` pattern, from the right. */
export function surroundingsOf(frames: LetterFrames, before: LetterGraph, behind: LetterGraph): Surroundings {
  const backwards: LetterFrames = {
    count: frames.count,
    logs: new Map([...frames.logs].map(([letter, logs]) => [letter, logs.toReversed()])),
    blank: frames.blank.toReversed(),
  };
  return {
    before: endingsOf(frames, before, blanksOf(frames)).log,
    behind: endingsOf(backwards, behind, blanksOf(backwards)).log.reverse(),
  };
}

/**
 * The likeliest way in which what the graph allows stands in the frames, each letter over one frame or more and blanks between
 * them, as the network was trained (CTC: Graves et al. 2006); between what surrounds it, or in all of them. -Infinity where nothing fits
 * into so few frames.
 */
export function followLetters(frames: LetterFrames, graph: LetterGraph, around?: Surroundings): LetterPath {
  const { log, sum } = endingsOf(frames, graph, around?.before ?? blanksOf(frames));
  if (around === undefined) return { log: log.at(-1)!, sum: sum.at(-1)! };
  return log.reduce<LetterPath>((best, own, end) => {
    const whole = own + around.behind[end]!;
    return whole > best.log ? { log: whole, sum: sum[end]! } : best;
  }, NOWHERE);
}

/** By number of frames how likely it is that they are all blank. */
function blanksOf({ count, blank }: LetterFrames): Float64Array {
  const all = new Float64Array(count + 1);
  for (let frame = 0; frame < count; frame++) all[frame + 1] = all[frame]! + blank[frame]!;
  return all;
}

/** By number of frames the likeliest way in which the graph ends with the last of them, with what stands `before` it. */
function endingsOf({ count, logs, blank }: LetterFrames, graph: LetterGraph, before: Float64Array) {
  const { positions, joints } = graph;
  const size = positions.length;
  const { begin, into, mayTouch, isFirst, last, cost, adds } = stepsOf(graph);
  const rows = positions.map(({ letter }) => logs.get(letter)!);
  const endings = {
    log: graph.fitsNothing ? before.slice() : new Float64Array(count + 1).fill(-Infinity),
    sum: new Float64Array(count + 1),
  };
  // Plain loops over the best path that ends in each position's letter, and in a blank behind it; joints come behind the positions.
  let now = states(size + joints.length);
  let next = states(size + joints.length);
  const likeliest = (among: ArrayLike<number>, atLeast: number): LetterPath => {
    let log = atLeast;
    let sum = 0;
    for (let i = 0; i < among.length; i++) {
      const p = among[i]!;
      if (next.letter[p]! > log) {
        log = next.letter[p]!;
        sum = next.letterSum[p]!;
      }
      if (next.blank[p]! > log) {
        log = next.blank[p]!;
        sum = next.blankSum[p]!;
      }
    }
    return { log, sum };
  };
  for (let frame = 0; frame < count; frame++) {
    const pause = blank[frame]!;
    for (let p = 0; p < size; p++) {
      let best = isFirst[p] === 1 ? before[frame]! : -Infinity;
      let sum = 0;
      for (let i = begin[p]!; i < begin[p + 1]!; i++) {
        const previous = into[i]!;
        const isTouching = mayTouch[i] === 1 && now.letter[previous]! > now.blank[previous]!;
        const log = isTouching ? now.letter[previous]! : now.blank[previous]!;
        if (log <= best) continue;
        best = log;
        sum = isTouching ? now.letterSum[previous]! : now.blankSum[previous]!;
      }
      best += cost[p]!;
      const own = now.letter[p]!;
      const behind = now.blank[p]!;
      const stays = own >= best;
      next.letter[p] = (stays ? own : best) + rows[p]![frame]!;
      next.letterSum[p] = stays ? now.letterSum[p]! : sum + adds[p]!;
      next.blank[p] = Math.max(behind, own) + pause;
      next.blankSum[p] = behind >= own ? now.blankSum[p]! : now.letterSum[p]!;
    }
    for (let j = 0; j < joints.length; j++) {
      const path = likeliest(joints[j]!, -Infinity);
      next.blank[size + j] = path.log;
      next.blankSum[size + j] = path.sum;
    }
    const end = likeliest(last, endings.log[frame + 1]!);
    endings.log[frame + 1] = end.log;
    endings.sum[frame + 1] = end.sum;
    [now, next] = [next, now];
  }
  return endings;
}

/** A path, and by how much, as a logarithm, it is likelier than any signs. */
export interface LetterGain extends LetterPath {
  readonly gain: number;
  /** What any signs cost: of that the gain is nearly all where all that is written fits, and hardly any where little of it does. */
  readonly anySigns: number;
}

const ANY_SIGNS = letterGraph(ANYTHING);

/** What `followLetters` finds by each of the graphs. */
export function gainsOf(
  frames: LetterFrames,
  graphs: readonly LetterGraph[],
  around?: Surroundings,
): LetterGain[] {
  const none = followLetters(frames, ANY_SIGNS).log;
  return graphs.map((graph) => {
    const path = followLetters(frames, graph, around);
    return { ...path, gain: path.log - none, anySigns: -none };
  });
}

/** A graph's steps one after another: those into position p, from positions and then from joints, from `begin[p]` to `begin[p + 1]`. */
interface Steps {
  readonly begin: Int32Array;
  readonly into: Int32Array;
  /** Whether no blank has to stand between: the letters are different ones. */
  readonly mayTouch: Uint8Array;
  readonly isFirst: Uint8Array;
  readonly last: Int32Array;
  readonly cost: Float64Array;
  readonly adds: Float64Array;
}

const known = new WeakMap<LetterGraph, Steps>();

function stepsOf(graph: LetterGraph): Steps {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const { positions } = graph;
  const begin = new Int32Array(positions.length + 1);
  positions.forEach((position, p) => {
    begin[p + 1] = begin[p]! + position.before.length + position.joints.length;
  });
  const into = positions.flatMap((position) => [
    ...position.before,
    ...position.joints.map((joint) => positions.length + joint),
  ]);
  const touching = positions.flatMap(({ letter, before: from, joints }) => [
    ...from.map((b) => (positions[b]!.letter === letter ? 0 : 1)),
    // A joint has chosen already between letters and blanks.
    ...joints.map(() => 0),
  ]);
  const steps: Steps = {
    begin,
    into: Int32Array.from(into),
    mayTouch: Uint8Array.from(touching),
    isFirst: Uint8Array.from(positions, ({ isFirst }) => (isFirst ? 1 : 0)),
    last: Int32Array.from([...positions.keys()].filter((p) => positions[p]!.isLast)),
    cost: Float64Array.from(positions, ({ letter, begins }) =>
      letter === ANY_SIGN ? UNKNOWN_SIGN : begins ? ANY_WORD : 0,
    ),
    adds: Float64Array.from(positions, ({ adds }) => adds),
  };
  known.set(graph, steps);
  return steps;
}

function states(size: number) {
  return {
    letter: new Float64Array(size).fill(-Infinity),
    letterSum: new Float64Array(size),
    blank: new Float64Array(size).fill(-Infinity),
    blankSum: new Float64Array(size),
  };
}
