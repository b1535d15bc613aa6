/** A small seeded source of numbers, so that every run draws the same (mulberry32, Ettinger 2017). */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** Uniform integer in [0, count). */
  readonly below: (count: number) => number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
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
  };
}

/** A generator for one item of a set: what it draws does not change when another item is left out. */
export function randomFor(...keys: readonly number[]): Random {
  let seed = 0x811c9dc5;
  for (const key of keys) seed = Math.imul(seed ^ key, 0x01000193) ^ (seed >>> 15);
  return seededRandom(seed);
}
