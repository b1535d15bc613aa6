import { digitsOf } from '../document/digits-of.ts';
import type { Writing } from '../fields/field-reading.ts';

/** The same text is one writing; the likeliest first. */
export function together(writings: readonly Writing[]): Writing[] {
  const sums = totals(writings, (text) => text);
  return sorted([...sums].map(([text, probability]) => ({ text, probability })));
}

/** The likeliest writings. What those left out are likely goes to those kept with the same digits, which are as likely as ever. */
export function likeliest(writings: readonly Writing[], most: number): Writing[] {
  const kept = sorted(writings).slice(0, most);
  const all = totals(writings, digitsOf);
  const left = totals(kept, digitsOf);
  return kept.map(({ text, probability }) => {
    const digits = digitsOf(text);
    return { text, probability: (probability * all.get(digits)!) / left.get(digits)! };
  });
}

function sorted(writings: readonly Writing[]): Writing[] {
  return [...writings].sort((a, b) => b.probability - a.probability);
}

function totals(writings: readonly Writing[], keyOf: (text: string) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { text, probability } of writings) {
    const key = keyOf(text);
    sums.set(key, (sums.get(key) ?? 0) + probability);
  }
  return sums;
}
