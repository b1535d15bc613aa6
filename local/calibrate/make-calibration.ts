import { CALIBRATION_FORMAT, type CalibrationFile } from '../../lib/classify/calibration-file.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { roundProbability } from '../../lib/document/round-probability.ts';
import { calibrate } from '../../lib/read/calibration.ts';
import { type Answer, expectedCalibrationError } from '../evaluate/metrics/confidence.ts';
import { chooseThresholds } from './choose-thresholds.ts';
import { crossValidate } from './cross-validate.ts';
import { fitMap } from './fit-map.ts';
import type { ValidationAnswers } from './validation-lines.ts';

/** What was learned of one reader. */
export interface MadeTable {
  readonly table: Omit<CalibrationFile, 'format' | 'model' | 'certainty' | 'micr'>;
  /** The confidences as they were, and as maps made without the string in question give them. */
  readonly before: readonly Answer[];
  readonly after: readonly Answer[];
}

export interface MadeCalibration {
  readonly file: CalibrationFile;
  readonly numbers: MadeTable;
  /** Left out where no set was of MICR lines. */
  readonly micr?: MadeTable;
}

/** With fewer strings read there is nothing to learn. */
const FEWEST = 20;

/**
 * The calibration of the model `model` (its SHA-256) from what it read of validation lines; the same answers give the
 * same file. Throws RequestError `bad-request` for too few of them.
 */
export function makeCalibration(
  sets: readonly ValidationAnswers[],
  model: string,
  certainty: number,
): MadeCalibration {
  const numbers = makeTable(
    sets.filter(({ isMicr }) => !isMicr),
    certainty,
  );
  const ofMicr = sets.filter(({ isMicr }) => isMicr);
  const micr = ofMicr.length === 0 ? undefined : makeTable(ofMicr, certainty);
  return {
    file: {
      format: CALIBRATION_FORMAT,
      model,
      certainty,
      ...numbers.table,
      ...(micr && { micr: micr.table }),
    },
    numbers,
    ...(micr && { micr }),
  };
}

function makeTable(sets: readonly ValidationAnswers[], certainty: number): MadeTable {
  const answers = sets.flatMap((set) => set.answers);
  if (answers.length < FEWEST) {
    throw new RequestError(
      'bad-request',
      `Expected at least ${FEWEST} lines that can be read to calibrate on but received ${answers.length}`,
    );
  }
  const map = mapValues(fitMap(answers));
  const calibrated = answers.map(({ raw, correct }) => ({
    // As a result says it, since that is what a threshold is compared with.
    confidence: roundProbability(calibrate({ map }, raw)),
    correct,
  }));
  const before = answers.map(({ raw, correct }) => ({ confidence: raw, correct }));
  const after = crossValidate(sets.map((set) => set.answers));
  return {
    table: {
      map,
      thresholds: chooseThresholds(calibrated, certainty),
      sets: sets.map(({ name, lines, answers: own }) => ({
        name,
        lines,
        read: own.length,
        right: own.filter(({ correct }) => correct).length,
      })),
      metrics: {
        eceBefore: roundProbability(expectedCalibrationError(before)),
        eceAfter: roundProbability(expectedCalibrationError(after)),
      },
    },
    before,
    after,
  };
}

/** To six places: more would be the noise of the last steps of the fit. */
function mapValues({ a, b, c }: CalibrationFile['map']): CalibrationFile['map'] {
  const six = (value: number) => Math.round(value * 1e6) / 1e6;
  return { a: six(a), b: six(b), c: six(c) };
}
