import { TransientError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { CalibrationTable } from '../read/calibration.ts';

/** Which model answers, and how sure it has to be of strings; the latter is known once it was asked for strings. */
export interface AnsweringModel {
  readonly model: ModelIdentity;
  readonly calibration?: CalibrationTable;
}

/**
 * What two answers together say of the model that gave them. Throws TransientError `classifier-failed` when they are of two
 * models, or of one model calibrated twice, as may be while a new one is rolled out.
 */
export function sameModel(before: AnsweringModel, after: AnsweringModel): AnsweringModel {
  const tables = [before, after].flatMap(({ calibration }) =>
    calibration === undefined ? [] : [JSON.stringify(calibration)],
  );
  if (before.model.sha256 !== after.model.sha256 || new Set(tables).size > 1) {
    throw new TransientError('classifier-failed', 'The model changed while one document was read; try again');
  }
  return { ...before, ...after };
}
