import type { Evidence } from '../document/result.ts';
import { roundProbability } from '../document/round-probability.ts';
import type { FieldReading } from './field-reading.ts';
import { sameNumber } from './same-number.ts';

/**
 * One field from a number that is printed on the cheque and, a second time, in its MICR line. Where both agree, both would
 * have to be wrong in the same way, which makes the field surer: its confidence is 1 less the product of both doubts. Where
 * they disagree the surer one is the value and the other the first alternative; evidence `rule` did not hold, so that a person
 * looks. Where one is missing or has no value, the other stands as it is. Undefined where there is neither.
 */
export function settleWithMicr(
  printed: FieldReading | undefined,
  micr: FieldReading | undefined,
  rule: string,
): FieldReading | undefined {
  if (typeof printed?.value !== 'string') return micr?.value == null ? (printed ?? micr) : micr;
  if (typeof micr?.value !== 'string') return printed;
  if (sameNumber(printed.value, micr.value)) {
    const confidence = roundProbability(1 - (1 - printed.confidence) * (1 - micr.confidence));
    return { ...printed, confidence, evidence: joined(printed, micr, { rule, held: true }) };
  }
  const [surer, other] = printed.confidence > micr.confidence ? [printed, micr] : [micr, printed];
  const alternatives = [
    {
      text: String(other.value),
      probability: roundProbability(Math.min(other.confidence, 1 - surer.confidence)),
    },
    ...(surer.alternatives ?? []).filter(({ text }) => text !== other.value),
  ];
  return { ...surer, alternatives, evidence: [...surer.evidence, { rule, held: false }] };
}

/** What one of the two left open, the other settles; what did hold and what was repaired stays. */
function joined(printed: FieldReading, micr: FieldReading, agreement: Evidence): Evidence[] {
  const held = printed.evidence.filter((one) => one.held);
  const repaired = micr.evidence.filter((one) => one.repaired === true);
  return [...held, ...repaired, agreement];
}
