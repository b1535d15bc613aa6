import type { Random } from '../../local/seeded-random.ts';

/** One of the things (at least one), each as often as its share of all shares says. */
export function pickByShare<T extends { readonly share: number }>(things: readonly T[], random: Random): T {
  let left = random.next() * things.reduce((sum, { share }) => sum + share, 0);
  const picked = things.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return picked ?? things.at(-1)!;
}
