import { digitsOf } from '../../document/digits-of.ts';
import { areaOf, type Box, overlapArea } from '../../document/geometry.ts';
import { UNREAD_MONTH } from '../date.ts';
import type { FieldReading } from '../field-reading.ts';
import type { FoundZone } from './cheque-look.ts';

/** A zone, and what its field's grammar makes of what stands in it. */
export interface ReadZone {
  readonly zone: FoundZone;
  readonly field: FieldReading;
}

/** What a reading says for its zone: as sure as it is, and never so little that the layout has no say. */
const LEAST_CONFIDENCE = 0.002;
/** A place that has no meaning is seldom the field. */
const NO_MEANING = -3;
/** A day and a year with a month's name between them that was not read is a date all the same. */
const UNREAD_MEANING = Math.log(0.5);
/** What a writing says that is not how people write such a thing: it has a meaning, but may be something else. */
const ODD = -2;
/** What each sign that is no separator says. */
const SIGN = -0.5;
/** One piece of writing is one field; zones that share less of the smaller one are apart. */
const SHARED = 0.3;

/** How likely a zone is its field's, in logarithms: by the layout and by how well it reads. */
export function zoneScore({ zone, field }: ReadZone): number {
  const isNamed = field.evidence.some(({ rule }) => rule === UNREAD_MONTH);
  const nothing = isNamed ? UNREAD_MEANING : NO_MEANING;
  const reads = field.value === null ? nothing : Math.log(Math.max(LEAST_CONFIDENCE, field.confidence));
  // A currency sign or a label may stand first; signs further on are letters for the most part.
  const signs = field.raw.replace(/^x/, '').split('x').length - 1;
  const odd = field.evidence.filter(
    ({ rule, held }) => !held && (rule.endsWith('grammar') || rule === 'length'),
  ).length;
  return zone.score + reads + (isNamed ? 0 : SIGN * signs) + ODD * odd;
}

/** The likeliest zone; undefined where none was found. */
export function chooseZone(read: readonly ReadZone[]): ReadZone | undefined {
  return read.reduce<ReadZone | undefined>(
    (best, one) => (best === undefined || zoneScore(one) > zoneScore(best) ? one : best),
    undefined,
  );
}

/**
 * The field of a number's zone. Where another zone with its ink is read with all of its digits and more, it may be a part of that
 * number only: the rule `whole-number` did not hold then.
 */
export function wholeNumber({ field }: ReadZone, read: readonly ReadZone[]): FieldReading {
  const { value, box } = field;
  const isPart = read.some(({ field: other }) => {
    const digits = digitsOf(other.raw);
    return digits !== value && digits.includes(String(value)) && shareInk(other.box, box);
  });
  if (value === null || !isPart) return field;
  return { ...field, evidence: [...field.evidence, { rule: 'whole-number', held: false }] };
}

/** The likeliest pair of zones that are apart; of each kind only those there are. */
export function choosePair(
  first: readonly ReadZone[],
  second: readonly ReadZone[],
): readonly [ReadZone | undefined, ReadZone | undefined] {
  let best: readonly [ReadZone | undefined, ReadZone | undefined] = [chooseZone(first), undefined];
  let most = Number.NEGATIVE_INFINITY;
  for (const a of first) {
    for (const b of second) {
      if (shareInk(a.field.box, b.field.box)) continue;
      const score = zoneScore(a) + zoneScore(b);
      if (score <= most) continue;
      most = score;
      best = [a, b];
    }
  }
  return first.length === 0 ? [undefined, chooseZone(second)] : best;
}

/** Whether two boxes hold the same writing. */
export function shareInk(a: Box | undefined, b: Box | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return overlapArea(a, b) > SHARED * Math.min(areaOf(a), areaOf(b));
}
