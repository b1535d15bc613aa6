import * as z from 'zod/mini';
import type { CalibrationTable } from '../read/calibration.ts';

/** The calibration of a model, in the file that its manifest names; made by `npm run calibrate`, read by lib/read. */

export const CALIBRATION_FILE = 'calibration.json';
export const CALIBRATION_FORMAT = 1;

const count = z.int('Expected a whole number').check(z.minimum(0, 'Expected 0 or more'));
const share = z
  .number('Expected a number')
  .check(z.minimum(0, 'Expected 0 to 1'), z.maximum(1, 'Expected 0 to 1'));
const slope = z.number('Expected a number').check(z.minimum(0, 'Expected 0 or more'));

const threshold = z
  .object({ misread: share, confidence: share, accepted: count, wrong: count })
  .check(z.refine(({ accepted, wrong }) => wrong <= accepted, 'Expected no more wrong than accepted'));

const table = {
  map: z.readonly(z.object({ a: slope, b: slope, c: z.number('Expected a number') })),
  thresholds: z.readonly(
    z.array(z.readonly(threshold)).check(
      z.refine(
        (rows) => rows.every(({ misread }, i) => i === 0 || misread > rows[i - 1]!.misread),
        'Expected misread rates that rise',
      ),
      z.refine(
        (rows) => rows.every(({ confidence }, i) => i === 0 || confidence < rows[i - 1]!.confidence),
        'Expected confidences that fall',
      ),
    ),
  ),
};

/** What of it a reader needs. */
export const calibrationTableSchema: z.ZodMiniType<CalibrationTable> = z.readonly(
  z.object({ ...table, micr: z.optional(z.readonly(z.object(table))) }),
);

/** What it was made of. */
const measured = {
  /** The lines: how many, in how many something was read, and how many of those strings were right. */
  sets: z.readonly(
    z.array(z.readonly(z.object({ name: z.string(), lines: count, read: count, right: count }))),
  ),
  /** Expected calibration error before and after, each string judged by a map made without it; for people. */
  metrics: z.readonly(z.object({ eceBefore: share, eceAfter: share })),
};

export const calibrationSchema = z.readonly(
  z.object({
    format: z.literal(CALIBRATION_FORMAT, `Expected format ${CALIBRATION_FORMAT}`),
    /** SHA-256 of the model that read the lines, as in its identity: other weights are sure of other things. */
    model: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hex digits')),
    ...table,
    /** How sure one can be that all thresholds keep their rates. */
    certainty: share,
    ...measured,
    /** The same of MICR lines, which another network reads; left out where none were measured. */
    micr: z.optional(z.readonly(z.object({ ...table, ...measured }))),
  }),
);

export type CalibrationFile = z.infer<typeof calibrationSchema>;
