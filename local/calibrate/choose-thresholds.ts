import type { ShownThreshold } from '../../lib/read/calibration.ts';
import type { Answer } from '../evaluate/metrics/confidence.ts';
import { trialsNeeded, upperErrorBound } from './binomial-bound.ts';

/** Misread rates that a table speaks of, and the lowest one that could be shown beside them. */
const RATES = [
  0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3,
  0.5,
];
/**
 * Shares of the strings, from the surest on, at which the search for a threshold begins. They are fixed beforehand, so that
 * they owe nothing to the answers; several, so that one freak among the surest does not end the search.
 */
const STARTS = [0.2, 0.4, 0.6, 0.8];

/**
 * Thresholds that keep their misread rate, all of them together with a probability of `certainty`, by fixed-sequence
 * testing from several starts (Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", 2021): from each start
 * the threshold is lowered string by string as long as the bound on the misread rate (`upperErrorBound`) stays under the
 * rate, and the doubt is shared among the starts. Picking the best threshold is thereby paid for. `answers` are strings with
 * their calibrated confidences. Rates rise in the table and confidences fall; it is empty for no answers.
 */
export function chooseThresholds(answers: readonly Answer[], certainty: number): readonly ShownThreshold[] {
  const steps = stepsOf(answers, doubtOfEach(certainty));
  if (steps.length === 0) return [];
  const lowest = Math.min(...steps.map(({ bound }) => bound));
  if (lowest >= 1) return [];
  const rates = [roundUp(lowest), ...RATES.filter((rate) => rate > roundUp(lowest))];
  const table = rates.map((misread) => {
    const { confidence, accepted, wrong } = steps.findLast(({ bound }) => bound <= misread)!;
    return { misread, confidence, accepted, wrong };
  });
  return table.filter((row, i) => row.confidence !== table[i - 1]?.confidence);
}

/** Validation strings accepted without a misread that it takes to show a rate of `misread`. */
export function stringsNeeded(misread: number, certainty: number): number {
  return trialsNeeded(misread, doubtOfEach(certainty));
}

interface Step extends Omit<ShownThreshold, 'misread'> {
  /** The lowest rate at which the search from some start gets so far. */
  readonly bound: number;
}

/** One for each confidence at which strings can be accepted, the surest first. */
function stepsOf(answers: readonly Answer[], doubt: number): readonly Step[] {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence);
  const starts = STARTS.map((share) => Math.max(1, Math.round(share * surest.length)));
  // For each start, the highest bound on the way from there: the search at a lower rate ends before.
  const highest = starts.map(() => 0);
  const steps: Step[] = [];
  let wrong = 0;
  surest.forEach(({ confidence, correct }, i) => {
    const accepted = i + 1;
    if (!correct) wrong++;
    // Equal confidences are accepted together.
    if (surest[accepted]?.confidence === confidence) return;
    const here = upperErrorBound(wrong, accepted, doubt);
    let bound = 1;
    starts.forEach((start, k) => {
      if (accepted < start) return;
      highest[k] = Math.max(highest[k]!, here);
      bound = Math.min(bound, highest[k]!);
    });
    steps.push({ confidence, accepted, wrong, bound });
  });
  return steps;
}

function doubtOfEach(certainty: number): number {
  return (1 - certainty) / STARTS.length;
}

/** To four places, never down. */
function roundUp(rate: number): number {
  return Math.ceil(rate * 10_000) / 10_000;
}
