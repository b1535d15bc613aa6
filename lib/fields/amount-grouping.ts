import type { AmountStyle } from './amount-style.ts';

/** Whole units whose groups no custom knows, such as 12,34: a digit or a sign was probably misread. */
const IRREGULAR = 0.02;
/** Some groups are parted and others run together: 3,55000. */
const PARTLY = 0.3;
/** Another country's groups: 360,000 where 3,60,000 is usual. */
const FOREIGN = 0.3;
/** Both at once: 2,751000 where 27,51,000 is usual. */
const FOREIGN_AND_PARTLY = 0.03;
/** A longer number that begins with 0. */
const LEADING_ZERO = 0.3;

/** How well whole units are grouped: `weight` from 0 to 1, `regular` when nothing about it is odd. */
export interface Grouping {
  readonly weight: number;
  readonly regular: boolean;
}

/**
 * Judges where signs stand among the digits of whole units. `gaps` has the signs by the number of digits before them. Only
 * their places count for much: a comma that was read as a point is still between the same digits.
 */
export function judgeGrouping(
  digits: string,
  gaps: ReadonlyMap<number, string>,
  { grouping, decimalSign }: AmountStyle,
): Grouping {
  const fromRight = [...gaps.keys()].map((before) => digits.length - before);
  const own = grouping === 'lakh' ? isLakhPlace : isThousandsPlace;
  const other = grouping === 'lakh' && fromRight.every(isThousandsPlace);
  const regular = fromRight.every(own) || other;
  if (!regular) return { weight: IRREGULAR, regular: false };
  const used = fromRight.every(own) ? grouping : 'thousands';
  const partly = fromRight.length > 0 && fromRight.length < groupCount(digits.length, used);
  let weight = 1;
  if (used !== grouping) weight *= partly ? FOREIGN_AND_PARTLY : FOREIGN;
  else if (partly) weight *= PARTLY;
  if (digits.length > 1 && digits.startsWith('0')) weight *= LEADING_ZERO;
  const groupSign = decimalSign === '.' ? ',' : '.';
  for (const sign of gaps.values()) weight *= signWeight(sign, groupSign);
  return { weight, regular: true };
}

/** How readily `sign`, as it was read, stands for `wanted`. */
export function signWeight(sign: string, wanted: '.' | ','): number {
  // The same mark can be read twice.
  const bare = sign.trim().replace(/^([.,])[.,]+$/, '$1');
  if (bare === wanted) return 1;
  if (bare === '') return 0.6;
  if (bare === '.' || bare === ',') return 0.6;
  if (bare === '-') return 0.4;
  return bare.length === 1 ? 0.2 : 0.1;
}

function isThousandsPlace(fromRight: number): boolean {
  return fromRight % 3 === 0;
}

function isLakhPlace(fromRight: number): boolean {
  return fromRight === 3 || (fromRight > 3 && fromRight % 2 === 1);
}

/** Signs that stand in so many digits when every group is parted. */
function groupCount(length: number, grouping: AmountStyle['grouping']): number {
  if (length <= 3) return 0;
  return grouping === 'thousands' ? Math.ceil(length / 3) - 1 : Math.ceil((length - 3) / 2);
}
