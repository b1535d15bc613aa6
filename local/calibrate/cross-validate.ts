import { calibrate } from '../../lib/read/calibration.ts';
import type { Answer } from '../evaluate/metrics/confidence.ts';
import { fitMap, type RawAnswer } from './fit-map.ts';

export const FOLDS = 10;

/**
 * The answers with the confidence that a map fitted without them gives: an honest look at the calibration without more
 * lines. Each fold is a stretch of every set, as lines of one hand stand together. Throws RangeError unless the sets have
 * at least two answers between them.
 */
export function crossValidate(sets: readonly (readonly RawAnswer[])[]): readonly Answer[] {
  const placed = sets.flatMap((answers) =>
    answers.map((answer, i) => ({ answer, fold: Math.floor((FOLDS * i) / answers.length) })),
  );
  const folds = [...new Set(placed.map(({ fold }) => fold))];
  if (folds.length < 2) {
    throw new RangeError(`Expected at least two answers to validate on but received ${placed.length}`);
  }
  return folds.flatMap((held) => {
    const map = fitMap(placed.filter(({ fold }) => fold !== held).map(({ answer }) => answer));
    return placed
      .filter(({ fold }) => fold === held)
      .map(({ answer: { raw, correct } }) => ({ confidence: calibrate({ map }, raw), correct }));
  });
}
