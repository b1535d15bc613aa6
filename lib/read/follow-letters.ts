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

/**
 * The likeliest way in which what the graph allows stands in the frames, each letter over one frame or more and blanks between
 * them, as the network was trained (CTC: Graves et al. 2006). -Infinity where nothing fits into so few frames.
 */
export function followLetters({ count, logs, blank }: LetterFrames, graph: LetterGraph): LetterPath {
  const { positions } = graph;
  const size = positions.length;
  const steps = stepsOf(graph);
  const rows = positions.map(({ letter }) => logs.get(letter)!);
  // Plain loops over the best path that ends in each position's letter, and in a blank behind it.
  let now = states(size);
  let next = states(size);
  let none = 0;
  for (let frame = 0; frame < count; frame++) {
    const pause = blank[frame]!;
    for (let p = 0; p < size; p++) {
      const { letter, blank: rest } = now;
      const [own, behind] = [letter[p]!, rest[p]!];
      let best = steps.isFirst[p] === 1 ? none : -Infinity;
      let [from, touches] = [-1, false];
      for (let i = steps.begin[p]!; i < steps.begin[p + 1]!; i++) {
        const before = steps.before[i]!;
        const isTouching = steps.mayTouch[i] === 1 && letter[before]! > rest[before]!;
        const log = isTouching ? letter[before]! : rest[before]!;
        if (log <= best) continue;
        best = log;
        from = before;
        touches = isTouching;
      }
      best += steps.cost[p]!;
      if (own >= best) {
        next.letter[p] = own + rows[p]![frame]!;
        next.letterSum[p] = now.letterSum[p]!;
      } else {
        next.letter[p] = best + rows[p]![frame]!;
        const sum = from < 0 ? 0 : touches ? now.letterSum[from]! : now.blankSum[from]!;
        next.letterSum[p] = sum + steps.adds[p]!;
      }
      next.blank[p] = Math.max(behind, own) + pause;
      next.blankSum[p] = behind >= own ? now.blankSum[p]! : now.letterSum[p]!;
    }
    none += pause;
    [now, next] = [next, now];
  }
  let path: LetterPath = { log: graph.fitsNothing ? none : -Infinity, sum: 0 };
  positions.forEach(({ isLast }, p) => {
    if (!isLast) return;
    if (now.letter[p]! > path.log) path = { log: now.letter[p]!, sum: now.letterSum[p]! };
    if (now.blank[p]! > path.log) path = { log: now.blank[p]!, sum: now.blankSum[p]! };
  });
  return path;
}

/** A path, and by how much, as a logarithm, it is likelier than any signs. */
export interface LetterGain extends LetterPath {
  readonly gain: number;
}

const ANY_SIGNS = letterGraph(ANYTHING);

/** What `followLetters` finds by each of the graphs. */
export function gainsOf(frames: LetterFrames, graphs: readonly LetterGraph[]): LetterGain[] {
  const none = followLetters(frames, ANY_SIGNS).log;
  return graphs.map((graph) => {
    const path = followLetters(frames, graph);
    return { ...path, gain: path.log - none };
  });
}

/** A graph's steps one after another: those into position p from `begin[p]` to `begin[p + 1]`. */
interface Steps {
  readonly begin: Int32Array;
  readonly before: Int32Array;
  /** Whether no blank has to stand between: the letters are different ones. */
  readonly mayTouch: Uint8Array;
  readonly isFirst: Uint8Array;
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
    begin[p + 1] = begin[p]! + position.before.length;
  });
  const into = positions.flatMap((position) => position.before);
  const touching = positions.flatMap(({ letter, before: from }) =>
    from.map((b) => (positions[b]!.letter === letter ? 0 : 1)),
  );
  const steps: Steps = {
    begin,
    before: Int32Array.from(into),
    mayTouch: Uint8Array.from(touching),
    isFirst: Uint8Array.from(positions, ({ isFirst }) => (isFirst ? 1 : 0)),
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
