import {
  DIGITS,
  type FrameScores,
  type LikelyText,
  likelyTexts,
  OTHER_SIGN,
  SEPARATORS,
  signFrames,
} from './frames.ts';

export interface WrittenOptions {
  /** Also before the first digit and behind the last: `500/-`. @default false */
  readonly around?: boolean;
  /** Also signs that are no separator, as `x`: a currency sign, a bracket, `=`. @default false */
  readonly others?: boolean;
}

/**
 * The likeliest way in which these digits stand in a strip with the separators `.` `,` `/` `-` between them: the best
 * alignment (Viterbi, 1967) of the frames with any text that has exactly these digits. The digits alone where they have too
 * few frames.
 */
export function writtenText(scores: FrameScores, digits: string, options: WrittenOptions = {}): string {
  const frames = signFrames(scores, DIGITS + SEPARATORS + (options.others ? OTHER_SIGN : ''));
  const states = statesOf(digits, frames.signs, options.around ?? false);
  const row = frames.signs.length + 1;
  let best = Float64Array.from(states, ({ column }, s) =>
    isStart(states, s) ? (frames.logs[column] ?? -Infinity) : -Infinity,
  );
  let before = new Float64Array(states.length);
  const cameBy: Int32Array[] = [];
  for (let frame = 1; frame < frames.count; frame++) {
    [before, best] = [best, before];
    const steps = new Int32Array(states.length);
    for (let s = 0; s < states.length; s++) {
      const { from, column } = states[s]!;
      let by = s;
      for (const other of from) if (before[other]! > before[by]!) by = other;
      steps[s] = by;
      best[s] = before[by]! + frames.logs[frame * row + column]!;
    }
    cameBy.push(steps);
  }
  let state = best.reduce(
    (likeliest, log, s) =>
      states[s]!.done === digits.length && log > (best[likeliest] ?? -Infinity) ? s : likeliest,
    -1,
  );
  if (state < 0 || frames.count === 0) return digits;
  let text = '';
  for (let frame = frames.count - 1; frame >= 0; frame--) {
    const before = frame > 0 ? cameBy[frame - 1]![state]! : -1;
    const { sign } = states[state]!;
    if (before !== state && sign !== undefined) text = sign + text;
    state = before;
  }
  return text;
}

/**
 * The likeliest texts of digits, the separators `.` `,` `/` `-` and `x` for each other sign, the likeliest first. What
 * probability they lack of 1 is that of all others.
 */
export function likelyWritings(scores: FrameScores, most: number): LikelyText[] {
  return likelyTexts(signFrames(scores, DIGITS + SEPARATORS + OTHER_SIGN), most);
}

/** What a frame may say once so many digits are done: the last of them, a sign behind it, or nothing. */
interface State {
  readonly done: number;
  readonly sign: string | undefined;
  /** Column of the frames' rows. */
  readonly column: number;
  /** The states, besides itself, that may come right before it: two of a kind have a blank between them. */
  readonly from: readonly number[];
}

function statesOf(digits: string, signs: string, around: boolean): State[] {
  const between = [...signs].filter((sign) => !DIGITS.includes(sign));
  const bare: Omit<State, 'from'>[] = [];
  for (let done = 0; done <= digits.length; done++) {
    const digit = digits[done - 1];
    const mayStand = around || (done > 0 && done < digits.length);
    const here = [digit, undefined, ...(mayStand ? between : [])];
    here.forEach((sign, k) => {
      if (k === 0 && sign === undefined) return;
      bare.push({ done, sign, column: sign === undefined ? signs.length : signs.indexOf(sign) });
    });
  }
  return bare.map((state, s) => {
    const isDigit = state.sign !== undefined && DIGITS.includes(state.sign);
    const done = isDigit ? state.done - 1 : state.done;
    const from = bare.flatMap((other, o) =>
      o !== s && other.done === done && other.column !== state.column ? [o] : [],
    );
    return { ...state, from };
  });
}

/** A text begins with a blank, with its first digit, or with a sign before that. */
function isStart(states: readonly State[], s: number): boolean {
  const { done, sign } = states[s]!;
  return done === 0 || (done === 1 && sign !== undefined && DIGITS.includes(sign));
}
