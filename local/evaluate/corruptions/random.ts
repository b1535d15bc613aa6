import { type Random as Uniform, randomFor as uniformFor } from '../../seeded-random.ts';

/** A seeded source of numbers, so that every run meets the same damage. */
export interface Random extends Uniform {
  /** 1 or -1. */
  readonly sign: () => number;
  /** Normally distributed with mean 0 and deviation 1 (Box and Muller, 1958). */
  readonly normal: () => number;
  /** How many events there are when so many are expected (Knuth, 1969). */
  readonly poisson: (expected: number) => number;
}

/** What one pair of keys (a corruption, a picture) draws does not depend on any other. */
export function randomFor(...keys: readonly number[]): Random {
  const uniform = uniformFor(...keys);
  const { next } = uniform;
  return {
    ...uniform,
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
