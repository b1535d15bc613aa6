/**
 * A probability as a result says it, to four places and from 0 to 1: what two processors or engines may differ by is beyond
 * that, and the same bytes give the same JSON.
 */
export function roundProbability(probability: number): number {
  return Math.round(Math.min(1, Math.max(0, probability)) * 10_000) / 10_000;
}
