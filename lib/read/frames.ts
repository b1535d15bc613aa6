import { OTHER } from '../document/model-identity.ts';
import { addLogs } from './paths.ts';

/** What the line network says of a strip, and what can be made of it (CTC: Graves et al. 2006). */
export interface FrameScores {
  readonly classes: readonly string[];
  /** One row of `classes.length` probabilities for each frame, from left to right. */
  readonly probabilities: Float32Array;
}

/** The frames with all classes but some taken together: rows of logarithms, one for each of `signs` and a blank. */
export interface SignFrames {
  /** One character for each class that counts. */
  readonly signs: string;
  readonly count: number;
  readonly logs: Float64Array;
}

/** Rows of eleven: where separators and letters stand says nothing about which digits are there. */
export type DigitFrames = SignFrames;

export interface LikelyText {
  readonly text: string;
  /** Logarithm of the probability of the text, however its signs are spread over the frames. */
  readonly log: number;
}

export const DIGITS = '0123456789';
export const SEPARATORS = '.,/-';
/** Stands for any sign that is neither: a letter, a currency sign, a bracket. */
export const OTHER_SIGN = 'x';
/** Numbers in a row of DigitFrames. */
export const ROW = DIGITS.length + 1;
/** No probability counts as less, so that one frame cannot rule a text out. */
const LEAST_PROBABILITY = 1e-6;
/** Texts followed at a time, or as many as are asked for; the probability under which a sign is not tried. */
const BEAM = 16;
const TRIED = 1e-3;
/** A text so much less likely than the best one, as a logarithm, is followed no further. */
const HOPELESS = 14;

/** The frames with all that is no digit taken together. */
export function digitFrames(scores: FrameScores): DigitFrames {
  return signFrames(scores, DIGITS);
}

/** The frames with all classes but those of `signs` (digits, separators, OTHER_SIGN) taken together as blanks. */
export function signFrames({ classes, probabilities }: FrameScores, signs: string): SignFrames {
  const count = probabilities.length / classes.length;
  const row = signs.length + 1;
  const columns = [...signs].map((sign) => classes.indexOf(sign === OTHER_SIGN ? OTHER : sign));
  const logs = new Float64Array(count * row);
  for (let frame = 0; frame < count; frame++) {
    let rest = 1;
    columns.forEach((column, sign) => {
      const probability = probabilities[frame * classes.length + column] ?? 0;
      rest -= probability;
      logs[frame * row + sign] = Math.log(Math.max(LEAST_PROBABILITY, probability));
    });
    logs[frame * row + signs.length] = Math.log(Math.max(LEAST_PROBABILITY, rest));
  }
  return { signs, count, logs };
}

/** Logarithm of the probability that exactly this text stands in the strip; -Infinity when it has too few frames. */
export function textLog({ signs, count, logs }: SignFrames, text: string): number {
  const row = signs.length + 1;
  const states = statesOf(text, signs);
  // Plain loops: this is asked of some hundred texts a page.
  let sums = Float64Array.from(startOf(states, logs, -Infinity));
  let before = new Float64Array(states.length);
  for (let frame = 1; frame < count; frame++) {
    [before, sums] = [sums, before];
    for (let s = 0; s < states.length; s++) {
      let sum = addLogs(before[s]!, s > 0 ? before[s - 1]! : -Infinity);
      if (mayBeSkipped(states, s)) sum = addLogs(sum, before[s - 2]!);
      sums[s] = sum + logs[frame * row + states[s]!]!;
    }
  }
  if (count === 0) return text === '' ? 0 : -Infinity;
  return addLogs(sums.at(-1)!, sums.at(-2) ?? -Infinity);
}

/** From which frame to which, both included, each sign of a text is written on the likeliest way to read it so. */
export function placeText(frames: SignFrames, text: string): { from: number; to: number }[] | undefined {
  const { signs, count, logs } = frames;
  const row = signs.length + 1;
  const states = statesOf(text, signs);
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
      return before[s - by]! + logs[frame * row + state]!;
    });
    cameBy.push(steps);
  }
  let state = (best.at(-2) ?? -Infinity) > best.at(-1)! ? states.length - 2 : states.length - 1;
  if (!(best[state]! > -Infinity)) return undefined;
  const places: { from: number; to: number }[] = [];
  for (let frame = count - 1; frame >= 0; frame--) {
    if (state % 2 === 1) {
      const sign = (state - 1) / 2;
      const place = places[sign];
      places[sign] = place ? { ...place, from: frame } : { from: frame, to: frame };
    }
    if (frame > 0) state -= cameBy[frame - 1]![state]!;
  }
  return places;
}

/** Blanks before, between and after the signs. */
function statesOf(text: string, signs: string): number[] {
  const blank = signs.length;
  return [blank, ...[...text].flatMap((sign) => [signs.indexOf(sign), blank])];
}

function startOf(states: readonly number[], logs: Float64Array, none: number): number[] {
  return states.map((state, s) => (s < 2 ? logs[state]! : none));
}

/** Two unlike signs need no blank between them. */
function mayBeSkipped(states: readonly number[], s: number): boolean {
  return s % 2 === 1 && s >= 2 && states[s] !== states[s - 2];
}

/** The likeliest texts, the likeliest first (prefix search over the best few: Graves et al. 2006, section 3.2). */
export function likelyTexts({ signs, count, logs }: SignFrames, most: number): LikelyText[] {
  const followed = Math.max(BEAM, most);
  const width = signs.length + 1;
  // By text: the weight of all ways that end in a blank, and in the text's last sign.
  let beam = new Map<string, [number, number]>([['', [0, -Infinity]]]);
  for (let frame = 0; frame < count; frame++) {
    const row = logs.subarray(frame * width, (frame + 1) * width);
    const next = new Map<string, [number, number]>();
    const add = (text: string, end: 0 | 1, log: number) => {
      const sums = next.get(text);
      if (sums) sums[end] = addLogs(sums[end], log);
      else next.set(text, end === 0 ? [log, -Infinity] : [-Infinity, log]);
    };
    for (const [text, [blank, sign]] of beam) {
      const all = addLogs(blank, sign);
      add(text, 0, all + row[signs.length]!);
      const last = text === '' ? -1 : signs.indexOf(text.at(-1)!);
      if (last >= 0) add(text, 1, sign + row[last]!);
      for (let k = 0; k < signs.length; k++) {
        if (row[k]! < Math.log(TRIED)) continue;
        add(text + signs[k], 1, (k === last ? blank : all) + row[k]!);
      }
    }
    const sums = [...next].map(([text, ends]) => ({ text, ends, log: addLogs(ends[0], ends[1]) }));
    const least = Math.max(...sums.map(({ log }) => log)) - HOPELESS;
    const hopeful = sums.filter(({ log }) => log >= least).sort((one, other) => other.log - one.log);
    beam = new Map(hopeful.slice(0, followed).map(({ text, ends }) => [text, ends]));
  }
  return [...beam].slice(0, most).map(([text, [blank, sign]]) => ({ text, log: addLogs(blank, sign) }));
}
