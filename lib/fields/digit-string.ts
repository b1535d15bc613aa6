/** A writing taken apart into its digits and the signs before, between and after them. */
export interface DigitString {
  readonly digits: string;
  /** Signs before the first digit. */
  readonly lead: string;
  /** Signs between digits, by the number of digits before them (1 and up). */
  readonly gaps: ReadonlyMap<number, string>;
  /** Signs after the last digit. */
  readonly tail: string;
}

/** Takes a writing apart; all that is no ASCII digit is a sign. */
export function takeApart(text: string): DigitString {
  const pieces = text.split(/(\d+)/);
  const lead = pieces[0] ?? '';
  if (pieces.length === 1) return { digits: '', lead, gaps: new Map(), tail: '' };
  const gaps = new Map<number, string>();
  let digits = '';
  for (let i = 1; i < pieces.length; i += 2) {
    digits += pieces[i];
    if (i < pieces.length - 2) gaps.set(digits.length, pieces[i + 1] ?? '');
  }
  return { digits, lead, gaps, tail: pieces.at(-1) ?? '' };
}
