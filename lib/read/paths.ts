/** What the last full-size glyph was. */
export type State = 0 | 1;
export const LETTER: State = 0;
export const DIGIT: State = 1;
export const STATES = [LETTER, DIGIT] as const;

export interface Edge {
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
  /** The weight of each digit by name. */
  readonly weights: ReadonlyMap<string, number>;
}

/** One way through an edge: from one state to another, as digit or not. */
export interface Arc {
  readonly edge: Edge;
  readonly from: State;
  readonly to: State;
  readonly isDigit: boolean;
  /** Logarithms of the best reading's weight and of all readings' weight: a long line's product is below any double. */
  readonly best: number;
  readonly total: number;
}

/**
 * The logarithm of the weight of all paths that read exactly `text` from piece `start` up to `end`, whatever the cuts and
 * merges and whatever that is no digit lies between.
 */
export function textSum(
  into: readonly (readonly Arc[])[],
  text: readonly string[],
  start: number,
  end: number,
  before: Sums,
  after: Sums,
): number {
  /** By piece, by how many digits are matched, by state. */
  const sums = Array.from({ length: end - start + 1 }, () => text.map((): Sums => [-Infinity, -Infinity]));
  for (const row of sums) row.push([-Infinity, -Infinity]);
  sums[0]![0] = [...before];
  for (let piece = start + 1; piece <= end; piece++) {
    for (const { edge, from, to, isDigit, total } of into[piece]!) {
      if (edge.first < start) continue;
      const source = sums[edge.first - start]!;
      const target = sums[piece - start]!;
      for (let matched = isDigit ? 1 : 0; matched <= text.length; matched++) {
        const weight = isDigit
          ? total - Math.log(edge.digits) + Math.log(edge.weights.get(text[matched - 1]!)!)
          : total;
        const sum = target[matched]!;
        sum[to] = addLogs(sum[to], source[isDigit ? matched - 1 : matched]![from] + weight);
      }
    }
  }
  const reached = sums[end - start]![text.length]!;
  return addLogs(reached[LETTER] + after[LETTER], reached[DIGIT] + after[DIGIT]);
}

/** The likeliest of the paths that `textSum` adds up; undefined when the pieces are too few for the text. */
export function textPath(
  into: readonly (readonly Arc[])[],
  text: readonly string[],
  start: number,
  end: number,
  before: Sums,
  after: Sums,
): readonly TextStep[] | undefined {
  interface Reached {
    readonly log: number;
    readonly step?: TextStep;
    readonly from?: Reached;
  }
  const nowhere: Reached = { log: -Infinity };
  const reached = Array.from({ length: end - start + 1 }, () =>
    Array.from({ length: text.length + 1 }, (): [Reached, Reached] => [nowhere, nowhere]),
  );
  reached[0]![0] = [{ log: before[LETTER] }, { log: before[DIGIT] }];
  for (let piece = start + 1; piece <= end; piece++) {
    for (const arc of into[piece]!) {
      const { edge, from, to, isDigit, total } = arc;
      if (edge.first < start) continue;
      for (let matched = isDigit ? 1 : 0; matched <= text.length; matched++) {
        const sign = isDigit ? text[matched - 1]! : undefined;
        const weight =
          sign === undefined ? total : total - Math.log(edge.digits) + Math.log(edge.weights.get(sign)!);
        const source = reached[edge.first - start]![isDigit ? matched - 1 : matched]![from];
        const target = reached[piece - start]![matched]!;
        if (source.log + weight <= target[to].log) continue;
        target[to] = {
          log: source.log + weight,
          step: { candidate: edge.candidate, text: sign },
          from: source,
        };
      }
    }
  }
  const [letter, digit] = reached[end - start]![text.length]!;
  let at: Reached = letter.log + after[LETTER] > digit.log + after[DIGIT] ? letter : digit;
  if (at.log === -Infinity) return undefined;
  const steps: TextStep[] = [];
  for (; at.step !== undefined; at = at.from!) steps.push(at.step);
  return steps.reverse();
}

/** A candidate taken as this digit, or as none. */
export interface TextStep {
  readonly candidate: number;
  readonly text: string | undefined;
}

/** Logarithms of sums over paths, by state. */
export type Sums = [number, number];

export function forwardSums(into: readonly (readonly Arc[])[], start: readonly number[]): Sums[] {
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

export function backwardSums(into: readonly (readonly Arc[])[]): Sums[] {
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

export function bestPath(into: readonly (readonly Arc[])[], start: readonly number[]): Arc[] {
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

/** exp(-40) is nothing beside 1 in a number's 53 bits. */
const NEGLIGIBLE = 40;

export function addLogs(a: number, b: number): number {
  const high = Math.max(a, b);
  const low = Math.min(a, b);
  if (!(high - low < NEGLIGIBLE)) return high;
  return high + Math.log(1 + Math.exp(low - high));
}
