import {
  COUNTED,
  followLetters,
  gainsOf,
  type LetterFrames,
  type LetterGain,
  letterFrames,
  type Surroundings,
  surroundingsOf,
} from '../read/follow-letters.ts';
import type { FrameScores } from '../read/frames.ts';
import { graphOnDemand, type LetterGraph, letterGraph, reversed } from '../read/letter-graph.ts';
import { amountWords, anyAmount, beforeUnits, behindUnits, wordsOfAmount } from './amount-in-words.ts';
import { type Counting, largestOf } from './number-words.ts';

/** What a cheque says in words that it is worth. */
export interface LegalAmount {
  /** The whole units that the words say most likely; cents stand behind them, often in digits. */
  readonly units: number;
  /** How likely the words are where so many whole units are meant: from 1, as likely as they are at best, to LEAST_LIKELIHOOD. */
  likelihood(units: number): number;
}

/** By so much, as a logarithm, words have to be likelier an amount than any signs. */
const LEAST_GAIN = 16;
/** The same of a row in which an amount goes on, or began. */
const LEAST_REST = 6;
/** Some word of an amount can be read into any long line; where one is said, or goes on, it is this share of what is written there. */
const LEAST_SHARE = 0.3;
/** Words can be misread as whole, or say another amount than the cheque is paid for: nothing fits worse than so. */
const LEAST_LIKELIHOOD = 0.002;

/**
 * Listens to rows of writing, from the top of a cheque down, for an amount in words, which stands in one of them or goes on in the
 * next. `countings` are the ways to count in which it may be said. Undefined where none of the rows says one.
 */
export function hearLegalAmount(
  rows: readonly FrameScores[],
  countings: readonly Counting[],
): LegalAmount | undefined {
  const heard = rows.map((scores) => ({ scores, gain: gainsOf(letterFrames(scores), [WORDS()])[0]!.gain }));
  const most = heard.reduce((best, { gain }, i) => (gain > (heard[best]?.gain ?? 0) ? i : best), -1);
  if (most < 0 || heard[most]!.gain < LEAST_GAIN) return undefined;
  const own = heard[most]!.scores;
  const isWords = (other: (typeof heard)[number] | undefined) =>
    other !== undefined && other.gain >= LEAST_REST;
  const [above, below] = [heard[most - 1], heard[most + 1]];
  const alone = listen(own, countings);
  const both = [
    ...(isWords(above) ? [joined(above!.scores, own)] : []),
    ...(isWords(below) ? [joined(own, below!.scores)] : []),
  ].map((scores) => listen(scores, countings));
  const best = [
    alone,
    ...both.filter((way) => isSaid(way.gain - alone.gain, way.anySigns - alone.anySigns)),
  ].reduce(clearest);
  if (best.sum === 0 || best.gain < LEAST_GAIN || !isSaid(best.gain, best.anySigns)) return undefined;
  const known = new Map<number, number>();
  const likelihoodOf = (units: number) => {
    if (units === best.sum) return 1;
    if (!(units > 0 && units <= largestOf(best.counting))) return LEAST_LIKELIHOOD;
    const words = letterGraph(wordsOfAmount(units, best.counting));
    const { log } = followLetters(best.frames, words, best.around);
    return Math.max(LEAST_LIKELIHOOD, Math.exp(COUNTED * Math.min(0, log - best.log)));
  };
  return {
    units: best.sum,
    likelihood: (units) => {
      const before = known.get(units);
      if (before !== undefined) return before;
      const found = likelihoodOf(units);
      known.set(units, found);
      return found;
    },
  };
}

/** An amount heard in frames, in one of the ways to count. */
interface Heard extends LetterGain {
  readonly frames: LetterFrames;
  readonly around: Surroundings;
  readonly counting: Counting;
}

function listen(scores: FrameScores, countings: readonly Counting[]): Heard {
  const frames = letterFrames(scores);
  const around = aroundUnits(frames);
  const amounts = countings.map((counting) => AMOUNTS[counting]());
  return gainsOf(frames, amounts, around)
    .map((heard, i) => ({ ...heard, frames, around, counting: countings[i]! }))
    .reduce(clearest);
}

const clearest = <T extends LetterGain>(best: T, other: T) => (other.gain > best.gain ? other : best);
const isSaid = (gain: number, anySigns: number) => gain >= LEAST_SHARE * anySigns;

/** What may stand round the words of an amount's whole units. */
export function aroundUnits(frames: LetterFrames): Surroundings {
  return surroundingsOf(frames, BEFORE(), BEHIND());
}

const WORDS = graphOnDemand(amountWords);
const BEFORE = graphOnDemand(beforeUnits);
const BEHIND = graphOnDemand(() => reversed(behindUnits()));
const AMOUNTS: Readonly<Record<Counting, () => LetterGraph>> = {
  thousands: graphOnDemand(() => anyAmount('thousands')),
  lakh: graphOnDemand(() => anyAmount('lakh')),
};

function joined(left: FrameScores, right: FrameScores): FrameScores {
  const probabilities = new Float32Array(left.probabilities.length + right.probabilities.length);
  probabilities.set(left.probabilities);
  probabilities.set(right.probabilities, left.probabilities.length);
  return { classes: left.classes, probabilities };
}
