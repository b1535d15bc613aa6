/** Whether two rows of digits are the same number: zeros before it do not count, and an unread `?` fits no digit. */
export function sameNumber(a: string, b: string): boolean {
  const [one, other] = [a, b].map((digits) => digits.replace(/^0+(?=.)/, ''));
  return one === other && one !== undefined && /^\d+$/.test(one);
}
