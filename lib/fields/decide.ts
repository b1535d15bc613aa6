import type { Field } from '../document/result.ts';
import type { FieldReading } from './field-reading.ts';

/**
 * Accepts a field that has a value, or whose cells say that there is none; that is at least as sure as `threshold` (0 to 1,
 * calibrated), and against which nothing speaks: every rule held and no character was repaired. All else is for a person to
 * look at.
 */
export function decide(reading: FieldReading, threshold: number): Field {
  const clear = reading.evidence.every(({ held, repaired }) => held && repaired !== true);
  const says = reading.value !== null || saysNothing(reading);
  const sure = says && reading.confidence >= threshold;
  return { ...reading, threshold, decision: clear && sure ? 'accept' : 'review' };
}

/** Whether cells stand there, all of them crossed or left blank as their template allows. */
export function saysNothing({ value, raw, evidence }: FieldReading): boolean {
  return value === null && /^[X_]+$/.test(raw) && evidence.some(({ rule, held }) => rule === 'cells' && held);
}
