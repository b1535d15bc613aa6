import { type DigitFrames, likelyTexts, textLog } from './frames.ts';
import { addLogs } from './paths.ts';

/** A reading that both networks had their say on. */
export interface WeighedText {
  readonly text: string;
  /** Its share of the weight of all readings; not calibrated. */
  readonly confidence: number;
}

/** How much the logarithm of the line network's probability counts, and that of the lattice's. */
export interface ReadingWeights {
  readonly frames: number;
  readonly lattice: number;
  /** No logarithm of the lattice's counts as less. @default LEAST_LATTICE_LOG */
  readonly leastLattice?: number;
}

/** For a line that is known to be of digits; chosen on validation lines, see docs/accuracy.md. */
export const READING_WEIGHTS: ReadingWeights = { frames: 0.7, lattice: 0.3 };
/**
 * Of print the lattice has more say than of writing: print stands apart, so that no cuts are lacking, and of faces that the network
 * for print was never shown, the characters of a MICR line above all, it reads less.
 */
export const PRINT_WEIGHTS: ReadingWeights = { frames: 0.4, lattice: 0.6, leastLattice: -20 };
/** No lattice's probability counts as less: glyphs that no cut parts are not in it at all. */
export const LEAST_LATTICE_LOG = -9;
/** So many of the line network's texts are weighed. */
const TEXTS = 6;

/**
 * Weighs what the line network reads in a strip against what the lattice makes of the same pieces: a product of experts
 * (Hinton 2002), each to the power of its weight, over the likeliest texts of both and all the rest as one.
 * `latticeLog` is the logarithm of the lattice's probability of a text.
 */
export function weighReadings(
  frames: DigitFrames,
  latticeText: string,
  latticeLog: (text: string) => number,
  weights: ReadingWeights = READING_WEIGHTS,
): WeighedText {
  return rankReadings({ looks: [frames], latticeText, latticeLog, weights })[0]!;
}

/** What is weighed: the line network's looks at one line, and what the lattice makes of it. */
export interface RankInput {
  /** At least one; the line network's probability of a text is the mean of what it says in each. */
  readonly looks: readonly DigitFrames[];
  readonly latticeText: string;
  readonly latticeLog: (text: string) => number;
  /** @default READING_WEIGHTS */
  readonly weights?: ReadingWeights | undefined;
  /** So many of the likeliest texts of each look are weighed. @default 6 */
  readonly texts?: number;
}

/** As `weighReadings`, but all texts that were weighed, at least one, the likeliest first. What they lack of 1 is the rest's. */
export function rankReadings({
  looks,
  latticeText,
  latticeLog,
  weights = READING_WEIGHTS,
  texts: most = TEXTS,
}: RankInput): WeighedText[] {
  const likely = looks.flatMap((frames) => likelyTexts(frames, most).map(({ text }) => text));
  const meanLog = (text: string) =>
    looks.reduce((sum, frames) => addLogs(sum, textLog(frames, text)), -Infinity) - Math.log(looks.length);
  const texts = new Map([...new Set([...likely, latticeText])].map((text) => [text, meanLog(text)]));
  const least = weights.leastLattice ?? LEAST_LATTICE_LOG;
  const weigh = (framesLog: number, log: number) =>
    Math.exp(weights.frames * framesLog + weights.lattice * Math.max(least, log));
  let known = 0;
  const weighed = [...texts].map(([text, log]) => {
    known += Math.exp(log);
    return { text, weight: weigh(log, latticeLog(text)) };
  });
  const rest = weigh(Math.log(Math.max(1e-9, 1 - known)), least);
  const total = weighed.reduce((sum, { weight }) => sum + weight, rest);
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .map(({ text, weight }) => ({ text, confidence: weight / total }));
}
