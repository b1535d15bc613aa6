import type { RawAnswer } from '../../../local/calibrate/fit-map.ts';

/** Numbers from 0 to under 1, always the same (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Strings of a reader that is right with the probability `rightAt(raw)`; most confidences are high. */
export function simulateAnswers(n: number, rightAt: (raw: number) => number, seed = 1): RawAnswer[] {
  const random = randomNumbers(seed);
  return Array.from({ length: n }, () => {
    const raw = 1 - random() ** 3;
    return { raw, correct: random() < rightAt(raw) };
  });
}
