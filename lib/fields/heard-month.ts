import { COUNTED, gainsOf, letterFrames } from '../read/follow-letters.ts';
import type { FrameScores } from '../read/frames.ts';
import { ANYTHING, either, graphOnDemand, row, word } from '../read/letter-graph.ts';

/** The month that a date names in letters. */
export interface HeardMonth {
  /** 1 to 12. */
  readonly month: number;
  /** That it is this one of the twelve. */
  readonly probability: number;
}

/** By so much, as a logarithm, letters have to be likelier a month than any signs. */
const LEAST_GAIN = 6;

/** As English, French and Portuguese write them, in full and cut short. */
const NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv', 'janeiro'],
  ['february', 'feb', 'fevrier', 'fevr', 'fevereiro', 'fev'],
  ['march', 'mar', 'mars', 'marco'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr'],
  ['may', 'mai', 'maio'],
  ['june', 'jun', 'juin', 'junho'],
  ['july', 'jul', 'juillet', 'juil', 'julho'],
  ['august', 'aug', 'aout', 'agosto', 'ago'],
  ['september', 'sept', 'sep', 'septembre', 'setembro', 'set'],
  ['october', 'oct', 'octobre', 'outubro', 'out'],
  ['november', 'nov', 'novembre', 'novembro'],
  ['december', 'dec', 'decembre', 'dezembro', 'dez'],
];

const MONTHS = NAMES.map((names) =>
  graphOnDemand(() => row(ANYTHING, either(...names.map((name) => word(name))), ANYTHING)),
);

/** Listens to the writing of a date for the name of its month; undefined where none is named. */
export function hearMonth(scores: FrameScores): HeardMonth | undefined {
  const graphs = MONTHS.map((month) => month());
  const gains = gainsOf(letterFrames(scores), graphs).map(({ gain }) => gain);
  const best = Math.max(...gains);
  if (!(best >= LEAST_GAIN)) return undefined;
  const all = gains.reduce((sum, gain) => sum + Math.exp(COUNTED * (gain - best)), 0);
  return { month: gains.indexOf(best) + 1, probability: 1 / all };
}
