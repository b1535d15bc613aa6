import type { Field, FieldKind, Reason, ResultStatus } from '../document/result.ts';
import { type CrossCheckOptions, crossCheck, type FieldReadings } from './cross-checks.ts';
import { decide, saysNothing } from './decide.ts';
import { presentmentKey } from './presentment-key.ts';
import { type FieldReasonCode, reasonOfRule } from './reason-codes.ts';

export interface JudgeOptions extends CrossCheckOptions {
  /** Lowest calibrated confidence that is accepted, 0 to 1. */
  readonly threshold: number;
  /** The same of what only a MICR line says, which has a reader of its own. @default `threshold` */
  readonly micrThreshold?: number;
  /** Names of the fields without which the document goes to review. @default none */
  readonly required?: readonly string[];
}

export interface Judgement {
  readonly fields: Readonly<Record<string, Field>>;
  readonly status: Exclude<ResultStatus, 'rejected'>;
  /** In the order of the fields, missing ones last; none exactly when the status is `accepted`. */
  readonly reasons: readonly Reason[];
  /** Equal for two pictures of the same cheque; left out where a part of it was not read. See `presentmentKey`. */
  readonly presentment?: string;
}

const OF_MICR: ReadonlySet<FieldKind> = new Set(['micr', 'routing']);

/**
 * Decides on each field and on the document: `accepted` when every field is accepted and no required one is missing, else
 * `review` with the reasons, all of them. A field in which nothing is written and that nobody requires is no reason.
 * Throws RangeError for a `today` that is no date.
 */
export function judge(readings: FieldReadings, options: JudgeOptions): Judgement {
  const { threshold, micrThreshold = threshold, required = [], expected = {} } = options;
  const fields = Object.fromEntries(
    Object.entries(crossCheck(readings, options)).map(([name, reading]) => [
      name,
      decide(reading, OF_MICR.has(reading.kind) ? micrThreshold : threshold),
    ]),
  );
  const wanted = new Set([...required, ...Object.keys(expected)]);
  const reasons = Object.entries(fields).flatMap(([name, field]) => reasonsOf(name, field, wanted.has(name)));
  for (const name of wanted) {
    if (!Object.hasOwn(fields, name)) reasons.push({ code: 'field-missing', field: name });
  }
  const presentment = presentmentKey(readings);
  return {
    fields,
    status: reasons.length === 0 ? 'accepted' : 'review',
    reasons,
    ...(presentment !== undefined && { presentment }),
  };
}

function reasonsOf(name: string, field: Field, wanted: boolean): Reason[] {
  const reason = (code: string): Reason => ({
    code,
    ...(field.page !== undefined && { page: field.page }),
    field: name,
  });
  const own = (code: FieldReasonCode) => reason(code);
  const isEmpty = field.raw === '' || (field.decision === 'accept' && saysNothing(field));
  if (field.value === null && isEmpty) return wanted ? [own('field-missing')] : [];
  if (field.decision === 'accept') return [];
  if (field.value === null) return [own('field-unread')];
  const codes = field.evidence.filter(({ held }) => !held).map(({ rule }) => reasonOfRule(rule));
  return [
    ...(field.confidence < field.threshold ? [own('field-unsure')] : []),
    ...[...new Set(codes)].map(reason),
    ...(field.evidence.some(({ repaired }) => repaired === true) ? [own('field-repaired')] : []),
  ];
}
