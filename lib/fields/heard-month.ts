import { followLetters, letterFrames } from '../read/follow-letters.ts';
import type { FrameScores } from '../read/frames.ts';
import { ANYTHING, either, letterGraph, row, word } from '../read/letter-graph.ts';
import { COUNTED } from './legal-amount.ts';

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
  letterGraph(row(ANYTHING, either(...names.map((name) => word(name))), ANYTHING)),
);
const NO_MONTH = letterGraph(ANYTHING);

/** Listens to the writing of a date for the name of its month; undefined where none is named. */
export function hearMonth(scores: FrameScores): HeardMonth | undefined {
  const frames = letterFrames(scores);
  const logs = MONTHS.map((graph) => followLetters(frames, graph).log);
  const best = Math.max(...logs);
  if (!(best - followLetters(frames, NO_MONTH).log >= LEAST_GAIN)) return undefined;
  const all = logs.reduce((sum, log) => sum + Math.exp(COUNTED * (log - best)), 0);
  return { month: logs.indexOf(best) + 1, probability: 1 / all };
}
