import type { Field } from '../document/result.ts';
import type { FieldReading } from './field-reading.ts';

/**
 * Accepts a field that has a value, is at least as sure as `threshold` (0 to 1, calibrated), and against which nothing speaks:
 * every rule held and no character was repaired. All else is for a person to look at.
 */
export function decide(reading: FieldReading, threshold: number): Field {
  const clear = reading.evidence.every(({ held, repaired }) => held && repaired !== true);
  const sure = reading.value !== null && reading.confidence >= threshold;
  return { ...reading, threshold, decision: clear && sure ? 'accept' : 'review' };
}
