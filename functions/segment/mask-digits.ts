/**
 * Hides digits: at least three quarters of a number's, and all but four of a long one's, become `*`; its last ones stay, for
 * people to recognize what they know already. Everything that is no digit stays too.
 */
export function maskDigits(text: string): string {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  const shown = Math.min(4, Math.floor(digits / 4));
  let left = digits;
  return text.replace(/\p{Nd}/gu, (digit) => (left-- > shown ? '*' : digit));
}
