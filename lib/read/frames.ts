import { addLogs } from './paths.ts';

/** What the line network says of a strip, and what can be made of it (CTC: Graves et al. 2006). */
export interface FrameScores {
  readonly classes: readonly string[];
  /** One row of `classes.length` probabilities for each frame, from left to right. */
  readonly probabilities: Float32Array;
}

/**
 * The frames with all that is no digit taken together: rows of eleven logarithms, ten digits and a blank. Where separators
 * and letters stand says nothing about which digits are there.
 */
export interface DigitFrames {
  readonly count: number;
  readonly logs: Float64Array;
}

export interface LikelyText {
  readonly text: string;
  /** Logarithm of the probability of the text, however its digits are spread over the frames. */
  readonly log: number;
}

export const DIGITS = '0123456789';
const BLANK = DIGITS.length;
/** Numbers in a row of DigitFrames. */
export const ROW = DIGITS.length + 1;
/** No probability counts as less, so that one frame cannot rule a text out. */
const LEAST_PROBABILITY = 1e-6;
/** Texts followed at a time, and the probability under which a digit is not tried. */
const BEAM = 16;
const TRIED = 1e-3;

export function digitFrames({ classes, probabilities }: FrameScores): DigitFrames {
  const count = probabilities.length / classes.length;
  const columns = [...DIGITS].map((digit) => classes.indexOf(digit));
  const logs = new Float64Array(count * ROW);
  for (let frame = 0; frame < count; frame++) {
    let rest = 1;
    columns.forEach((column, digit) => {
      const probability = probabilities[frame * classes.length + column]!;
      rest -= probability;
      logs[frame * ROW + digit] = Math.log(Math.max(LEAST_PROBABILITY, probability));
    });
    logs[frame * ROW + BLANK] = Math.log(Math.max(LEAST_PROBABILITY, rest));
  }
  return { count, logs };
}

/** Logarithm of the probability that exactly this text stands in the strip; -Infinity when it has too few frames. */
export function textLog({ count, logs }: DigitFrames, text: string): number {
  const states = statesOf(text);
  let sums = startOf(states, logs, -Infinity);
  for (let frame = 1; frame < count; frame++) {
    const before = sums;
    sums = states.map((state, s) => {
      let sum = addLogs(before[s]!, before[s - 1] ?? -Infinity);
      if (mayBeSkipped(states, s)) sum = addLogs(sum, before[s - 2]!);
      return sum + logs[frame * ROW + state]!;
    });
  }
  if (count === 0) return text === '' ? 0 : -Infinity;
  return addLogs(sums.at(-1)!, sums.at(-2) ?? -Infinity);
}

/** From which frame to which, both included, each digit of a text is written on the likeliest way to read it so. */
export function placeText(frames: DigitFrames, text: string): { from: number; to: number }[] | undefined {
  const { count, logs } = frames;
  const states = statesOf(text);
  let best = count === 0 ? [] : startOf(states, logs, -Infinity);
  const cameBy: Int8Array[] = [];
  for (let frame = 1; frame < count; frame++) {
    const before = best;
    const steps = new Int8Array(states.length);
    best = states.map((state, s) => {
      let by = 0;
      for (let step = 1; step <= (mayBeSkipped(states, s) ? 2 : 1); step++) {
        if ((before[s - step] ?? -Infinity) > before[s - by]!) by = step;
      }
      steps[s] = by;
      return before[s - by]! + logs[frame * ROW + state]!;
    });
    cameBy.push(steps);
  }
  let state = (best.at(-2) ?? -Infinity) > best.at(-1)! ? states.length - 2 : states.length - 1;
  if (!(best[state]! > -Infinity)) return undefined;
  const places: { from: number; to: number }[] = [];
  for (let frame = count - 1; frame >= 0; frame--) {
    if (states[state] !== BLANK) {
      const digit = (state - 1) / 2;
      const place = places[digit];
      places[digit] = place ? { ...place, from: frame } : { from: frame, to: frame };
    }
    if (frame > 0) state -= cameBy[frame - 1]![state]!;
  }
  return places;
}

/** Blanks before, between and after the digits. */
function statesOf(text: string): number[] {
  return [BLANK, ...[...text].flatMap((digit) => [DIGITS.indexOf(digit), BLANK])];
}

function startOf(states: readonly number[], logs: Float64Array, none: number): number[] {
  return states.map((state, s) => (s < 2 ? logs[state]! : none));
}

/** Two unlike digits need no blank between them. */
function mayBeSkipped(states: readonly number[], s: number): boolean {
  return s >= 2 && states[s] !== BLANK && states[s] !== states[s - 2];
}

/** The likeliest texts, the likeliest first (prefix search over the best few: Graves et al. 2006, section 3.2). */
export function likelyTexts({ count, logs }: DigitFrames, most: number): LikelyText[] {
  // By text: the weight of all ways that end in a blank, and in the text's last digit.
  let beam = new Map<string, [number, number]>([['', [0, -Infinity]]]);
  for (let frame = 0; frame < count; frame++) {
    const row = logs.subarray(frame * ROW, (frame + 1) * ROW);
    const next = new Map<string, [number, number]>();
    const add = (text: string, end: 0 | 1, log: number) => {
      const sums = next.get(text);
      if (sums) sums[end] = addLogs(sums[end], log);
      else next.set(text, end === 0 ? [log, -Infinity] : [-Infinity, log]);
    };
    for (const [text, [blank, digit]] of beam) {
      const all = addLogs(blank, digit);
      add(text, 0, all + row[BLANK]!);
      const last = text === '' ? -1 : DIGITS.indexOf(text.at(-1)!);
      if (last >= 0) add(text, 1, digit + row[last]!);
      for (let k = 0; k < DIGITS.length; k++) {
        if (row[k]! < Math.log(TRIED)) continue;
        add(text + DIGITS[k], 1, (k === last ? blank : all) + row[k]!);
      }
    }
    beam = new Map(
      [...next].sort(([, a], [, b]) => addLogs(b[0], b[1]) - addLogs(a[0], a[1])).slice(0, BEAM),
    );
  }
  return [...beam].slice(0, most).map(([text, [blank, digit]]) => ({ text, log: addLogs(blank, digit) }));
}
