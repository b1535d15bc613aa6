/** A seeded source of numbers, so that every run meets the same damage. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** Uniform integer in [0, count). */
  readonly below: (count: number) => number;
  /** 1 or -1. */
  readonly sign: () => number;
  /** Normally distributed with mean 0 and deviation 1 (Box and Muller, 1958). */
  readonly normal: () => number;
  /** How many events there are when so many are expected (Knuth, 1969). */
  readonly poisson: (expected: number) => number;
}

/** What one pair of keys (a corruption, a picture) draws does not depend on any other (mulberry32, Ettinger 2017). */
export function randomFor(...keys: readonly number[]): Random {
  let state = 0x811c9dc5;
  for (const key of keys) state = Math.imul(state ^ key, 0x01000193) ^ (state >>> 15);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    below: (count) => Math.floor(next() * count),
    sign: () => (next() < 0.5 ? -1 : 1),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson: (expected) => {
      const limit = Math.exp(-expected);
      let events = -1;
      for (let product = 1; product > limit || events < 0; events++) product *= next();
      return events;
    },
  };
}
