import { BLANK } from '../document/model-identity.ts';
import type { MicrScript } from '../document/result.ts';
import { type FrameScores, likelyTexts, placeText, signFrames } from './frames.ts';

/** One character of a MICR line. */
export interface MicrGlyph {
  /** `?` for one that could not be read. */
  readonly text: string;
  /** The first and the last frame that it is written on. */
  readonly from: number;
  readonly to: number;
  readonly probability: number;
  /** The next-best characters, best first. */
  readonly alternatives: readonly { readonly text: string; readonly probability: number }[];
}

export interface MicrReading {
  readonly script: MicrScript;
  readonly glyphs: readonly MicrGlyph[];
  /** Probability of the text, however it is spread over the frames. */
  readonly probability: number;
}

const DIGITS = '0123456789';
/** E-13B: transit, amount, on-us, dash. */
const E13B_SYMBOLS = 'ABCD';
const CMC7_SYMBOLS = 'FGHIJ';
const SIGNS: Readonly<Record<MicrScript, string>> = {
  e13b: DIGITS + E13B_SYMBOLS,
  cmc7: DIGITS + CMC7_SYMBOLS,
};
/** A frame less sure of a symbol says nothing of the script. */
const SURE = 0.3;
const MAX_ALTERNATIVES = 3;
/** What is less likely in every frame was not seen; what was only glimpsed is no surer than this. */
const LEAST_GLIMPSE = 0.005;
const SURE_GLIMPSE = 0.9;
const LEAST_ALTERNATIVE = 0.001;

/**
 * What the MICR network read in a strip: the likeliest text of the script whose symbols it saw more of. Undefined where it
 * saw no character.
 */
export function readMicrFrames(scores: FrameScores): MicrReading | undefined {
  const script = scriptOf(scores);
  const known = [...SIGNS[script]].filter((sign) => scores.classes.includes(sign)).join('');
  const frames = signFrames(scores, known);
  const [best] = likelyTexts(frames, 1);
  if (best === undefined || best.text === '') return undefined;
  const places = placeText(frames, best.text);
  if (places === undefined) return undefined;
  const glyphs = places.map(({ from, to }, i) => describe(best.text[i]!, from, to, scores));
  // Frames count no class as impossible, so that the sum over all ways may be a little over 1.
  return { script, glyphs, probability: Math.min(1, Math.exp(best.log)) };
}

/**
 * The character seen between two frames, though it was thought likelier that none stands there: where there is ink, one does.
 * Undefined where none was seen at all.
 */
export function glimpse(
  { classes, probabilities }: FrameScores,
  { script, from, to }: { readonly script: MicrScript; readonly from: number; readonly to: number },
): Pick<MicrGlyph, 'text' | 'probability' | 'alternatives'> | undefined {
  const peaks = [...SIGNS[script]].map((text) => {
    const column = classes.indexOf(text);
    let probability = 0;
    for (let frame = from; column >= 0 && frame <= to; frame++) {
      probability = Math.max(probability, probabilities[frame * classes.length + column]!);
    }
    return { text, probability };
  });
  const seen = peaks.filter(({ probability }) => probability >= LEAST_GLIMPSE);
  const total = seen.reduce((sum, { probability }) => sum + probability, 0);
  const [best, ...others] = seen
    .map(({ text, probability }) => ({ text, probability: (SURE_GLIMPSE * probability) / total }))
    .sort((a, b) => b.probability - a.probability);
  return best && { ...best, alternatives: others.slice(0, MAX_ALTERNATIVES) };
}

/** The script with more of its symbols surely in the strip; E-13B, the more frequent, where there are none. */
function scriptOf({ classes, probabilities }: FrameScores): MicrScript {
  const weightOf = (symbols: string) => {
    const columns = [...symbols].map((symbol) => classes.indexOf(symbol));
    let weight = 0;
    for (let row = 0; row < probabilities.length; row += classes.length) {
      for (const column of columns) {
        const probability = column < 0 ? 0 : probabilities[row + column]!;
        if (probability >= SURE) weight += probability;
      }
    }
    return weight;
  };
  return weightOf(CMC7_SYMBOLS) > weightOf(E13B_SYMBOLS) ? 'cmc7' : 'e13b';
}

/** A character by the frame in which it is surest. */
function describe(
  text: string,
  from: number,
  to: number,
  { classes, probabilities }: FrameScores,
): MicrGlyph {
  const column = classes.indexOf(text);
  const at = (frame: number, k: number) => probabilities[frame * classes.length + k]!;
  let peak = from;
  for (let frame = from + 1; frame <= to; frame++) if (at(frame, column) > at(peak, column)) peak = frame;
  const alternatives = classes
    .map((name, k) => ({ text: name, probability: at(peak, k) }))
    .filter((other) => other.text !== text && other.text !== BLANK && other.probability >= LEAST_ALTERNATIVE)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MAX_ALTERNATIVES);
  return { text, from, to, probability: at(peak, column), alternatives };
}
