import type { Random } from '../../local/seeded-random.ts';

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.below(10)).join('');
const gap = (random: Random, most: number) => ' '.repeat(random.below(most + 1));

type Form = (random: Random) => string;

const amount: Form = (random) => {
  const cents = digits(random, 1 + random.below(7));
  return `B${(random.next() < 0.8 ? cents.padStart(10, '0') : digits(random, 10)).slice(-10)}B`;
};

/** Account numbers have a dash or a blank now and then. */
const account: Form = (random) => {
  const number = digits(random, 6 + random.below(8));
  const at = 2 + random.below(4);
  if (random.next() < 0.3) return `${number.slice(0, at)}D${number.slice(at)}`;
  return random.next() < 0.2 ? `${number.slice(0, at)} ${number.slice(at)}` : number;
};

/** Lines of E-13B: digits and A transit, B amount, C on-us, D dash; a blank is an empty place. */
const E13B: readonly (readonly [number, Form])[] = [
  [
    0.2,
    (random) =>
      `A${digits(random, 9)}A${gap(random, 3)}${account(random)}C${gap(random, 3)}${digits(random, 3 + random.below(2))}`,
  ],
  [
    0.2,
    (random) =>
      `C${digits(random, 4 + random.below(5))}C${gap(random, 2)}A${digits(random, 9)}A${gap(random, 3)}${account(random)}C`,
  ],
  [0.08, (random) => `A${digits(random, 9)}A${digits(random, 4)}D${digits(random, 4)}D${digits(random, 5)}C`],
  [
    0.1,
    (random) => `C${digits(random, 6)}C ${digits(random, 9)}A ${digits(random, 6)}C ${digits(random, 2)}`,
  ],
  [
    0.08,
    (random) =>
      `C${digits(random, 3)}C A${digits(random, 5)}D${digits(random, 3)}A${gap(random, 2)}${account(random)}C`,
  ],
  [
    0.08,
    (random) => `C${digits(random, 6)}C ${digits(random, 2)}D${digits(random, 4)}A ${digits(random, 8)}C`,
  ],
];

/** So many lines have been encoded with their amount. */
const ENCODED = 0.2;

export function e13bText(random: Random): string {
  let left = random.next();
  for (const [share, form] of E13B) {
    left -= share;
    if (left < 0)
      return random.next() < ENCODED ? `${form(random)}${gap(random, 8)}${amount(random)}` : form(random);
  }
  // Anything: no character tells which one comes next.
  return Array.from({ length: 6 + random.below(30) }, () => {
    const other = random.next();
    return other < 0.25 ? 'ABCD'[random.below(4)]! : other < 0.33 ? ' ' : String(random.below(10));
  })
    .join('')
    .trim();
}
