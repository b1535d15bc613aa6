/** Whether two rows of digits are the same number: zeros before it do not count, and an unread `?` fits no digit. */
export function sameNumber(a: string, b: string): boolean {
  const one = withoutZeros(a);
  return one === withoutZeros(b) && /^\d+$/.test(one);
}

/** Of a number that was read twice at most this share of the digits differs. */
const MOST_MISREAD = 0.25;

/** Whether two rows of digits may be the same number, one of them misread: as long, and few digits differ. */
export function maybeSameNumber(a: string, b: string): boolean {
  const one = withoutZeros(a);
  const other = withoutZeros(b);
  const differing = [...one].filter((digit, i) => digit !== other[i]).length;
  return one.length === other.length && differing <= MOST_MISREAD * one.length;
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}
