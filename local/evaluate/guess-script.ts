export type Script = 'digits' | 'e13b' | 'cmc7';

/**
 * The writing of a set of lines by its texts: E-13B has the letters A to D for its symbols, CMC-7 A to J and longer
 * gaps. Most lines decide, as single labels may hold a slip.
 */
export function guessScript(texts: readonly string[]): Script {
  const most = (test: RegExp) => texts.filter((text) => test.test(text)).length * 2 > texts.length;
  if (most(/[E-J]|\d {2,}[\dA-J]/u)) return 'cmc7';
  return most(/[A-D]/u) ? 'e13b' : 'digits';
}
