import type { Evidence, FieldKind } from '../document/result.ts';
import { type Checksum, checksumHolds } from './checksums.ts';
import { takeApart } from './digit-string.ts';
import type { FieldReading, PlaceReading } from './field-reading.ts';
import { type Meaning, weighMeanings } from './weigh-meanings.ts';

export interface CodeOptions {
  /** How many digits it has. @default any number */
  readonly length?: { readonly min: number; readonly max: number };
  readonly checksum?: Checksum;
}

/** A number of another length was probably not read whole, or has something read with it. */
const ODD_LENGTH = 0.05;
/** A checksum does not hold for a number that was read right. */
const FAILED_CHECKSUM = 0.02;

/**
 * A number that is a name: its digits without the signs between them. Signs that are not separators may stand around it, not
 * inside. Rules: `length` (where one was told), the name of the checksum (where one was told), and those of `weighMeanings`.
 */
export function readCode(kind: FieldKind, place: PlaceReading, options: CodeOptions = {}): FieldReading {
  return weighMeanings(kind, place, 'code-grammar', (text) => codeMeanings(text, options));
}

function codeMeanings(text: string, { length, checksum }: CodeOptions): Meaning[] {
  const { digits, gaps } = takeApart(text);
  if (digits === '' || [...gaps.values()].some((signs) => !/^[-/., ]*$/.test(signs))) return [];
  const evidence: Evidence[] = [];
  let weight = 1;
  if (length !== undefined) {
    const held = digits.length >= length.min && digits.length <= length.max;
    evidence.push({ rule: 'length', held });
    if (!held) weight *= ODD_LENGTH;
  }
  if (checksum !== undefined) {
    const held = checksumHolds(checksum, digits);
    evidence.push({ rule: checksum, held });
    if (!held) weight *= FAILED_CHECKSUM;
  }
  return [{ value: digits, text: digits, weight, evidence }];
}
