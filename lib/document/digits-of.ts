/** The ASCII digits of a writing, without any sign. */
export function digitsOf(text: string): string {
  return text.replaceAll(/\D/gu, '');
}
