/** A seeded source of numbers: the same seed gives the same drawing on every machine. */
export interface Random {
  /** Next number of the uniform distribution, from `low` (default 0) up to but not including `high` (default 1). */
  uniform(low?: number, high?: number): number;
  /** Next number of the normal distribution. */
  normal(mean: number, deviation: number): number;
  /** True with the given probability, from 0 to 1. */
  chance(probability: number): boolean;
}

/** Mulberry32 (Tommy Ettinger, 2017, public domain) and, for the normal distribution, Box and Muller, 1958. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform: (low = 0, high = 1) => low + (high - low) * next(),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (probability) => next() < probability,
  };
}
