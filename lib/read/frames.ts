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
const LEAST_LOG = Math.log(LEAST_PROBABILITY);
/** Texts followed at a time, or as many as are asked for; the logarithm of the probability under which a sign is not tried. */
const BEAM = 16;
const TRIED = Math.log(1e-3);
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
    for (let sign = 0; sign < columns.length; sign++) {
      const probability = probabilities[frame * classes.length + columns[sign]!] ?? 0;
      rest -= probability;
      logs[frame * row + sign] = logOf(probability);
    }
    logs[frame * row + signs.length] = logOf(rest);
  }
  return { signs, count, logs };
}

/** Most probabilities are less than the least that counts. */
function logOf(probability: number): number {
  return probability > LEAST_PROBABILITY ? Math.log(probability) : LEAST_LOG;
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
  let best = Float64Array.from(count === 0 ? [] : startOf(states, logs, -Infinity));
  let before = new Float64Array(states.length);
  const cameBy: Int8Array[] = [];
  for (let frame = 1; frame < count; frame++) {
    [before, best] = [best, before];
    const steps = new Int8Array(states.length);
    for (let s = 0; s < states.length; s++) {
      const most = mayBeSkipped(states, s) ? 2 : Math.min(1, s);
      let by = 0;
      for (let step = 1; step <= most; step++) if (before[s - step]! > before[s - by]!) by = step;
      steps[s] = by;
      best[s] = before[s - by]! + logs[frame * row + states[s]!]!;
    }
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

/** The beginning of a text, and how likely all ways are that lead to it up to a frame, as logarithms. */
interface Prefix {
  /** Undefined for the empty text. */
  readonly shorter: Prefix | undefined;
  /** Its last sign, -1 for the empty text. */
  readonly sign: number;
  /** By their last sign, those with one sign more. */
  readonly longer: (Prefix | undefined)[];
  /** Of the ways that end in a blank, and of those that end in the last sign. */
  blank: number;
  ending: number;
  log: number;
  /** The same up to the frame `reached`, which is being worked out. */
  nextBlank: number;
  nextEnding: number;
  reached: number;
}

/**
 * The likeliest texts, the likeliest first (prefix search over the best few: Graves et al. 2006, section 3.2). Some hundred
 * strips a page are searched, so the texts are kept as a tree, and written out at the end.
 */
export function likelyTexts({ signs, count, logs }: SignFrames, most: number): LikelyText[] {
  const followed = Math.max(BEAM, most);
  const width = signs.length + 1;
  const first = prefixOf(undefined, -1);
  first.blank = 0;
  first.log = 0;
  let beam = [first];
  let next: Prefix[] = [];
  const reach = (prefix: Prefix, frame: number): Prefix => {
    if (prefix.reached === frame) return prefix;
    prefix.reached = frame;
    prefix.nextBlank = -Infinity;
    prefix.nextEnding = -Infinity;
    next.push(prefix);
    return prefix;
  };
  for (let frame = 0; frame < count; frame++) {
    const row = logs.subarray(frame * width, (frame + 1) * width);
    const tried: number[] = [];
    for (let k = 0; k < signs.length; k++) if (row[k]! >= TRIED) tried.push(k);
    if (tried.length === 0) {
      // Most frames are such: no text grows longer.
      for (const prefix of beam) {
        prefix.blank = prefix.log + row[signs.length]!;
        if (prefix.sign >= 0) prefix.ending += row[prefix.sign]!;
        prefix.log = addLogs(prefix.blank, prefix.ending);
      }
      continue;
    }
    next = [];
    for (const prefix of beam) {
      const { blank, ending, sign, log } = reach(prefix, frame);
      prefix.nextBlank = addLogs(prefix.nextBlank, log + row[signs.length]!);
      if (sign >= 0) prefix.nextEnding = addLogs(prefix.nextEnding, ending + row[sign]!);
      for (const k of tried) {
        prefix.longer[k] ??= prefixOf(prefix, k);
        const longer = reach(prefix.longer[k], frame);
        // Of two signs of a kind there is a blank between.
        longer.nextEnding = addLogs(longer.nextEnding, (k === sign ? blank : log) + row[k]!);
      }
    }
    let highest = -Infinity;
    for (const prefix of next) {
      prefix.blank = prefix.nextBlank;
      prefix.ending = prefix.nextEnding;
      prefix.log = addLogs(prefix.blank, prefix.ending);
      highest = Math.max(highest, prefix.log);
    }
    beam = next.filter(({ log }) => log >= highest - HOPELESS);
    if (beam.length > followed) beam = beam.sort(likelierFirst).slice(0, followed);
  }
  return beam
    .sort(likelierFirst)
    .slice(0, most)
    .map((prefix) => ({ text: textOf(prefix, signs), log: prefix.log }));
}

function likelierFirst(one: Prefix, other: Prefix): number {
  return other.log - one.log;
}

function prefixOf(shorter: Prefix | undefined, sign: number): Prefix {
  return {
    shorter,
    sign,
    longer: [],
    blank: -Infinity,
    ending: -Infinity,
    log: -Infinity,
    nextBlank: -Infinity,
    nextEnding: -Infinity,
    reached: -1,
  };
}

function textOf(prefix: Prefix, signs: string): string {
  let text = '';
  for (let at = prefix; at.shorter !== undefined; at = at.shorter) text = signs[at.sign] + text;
  return text;
}
