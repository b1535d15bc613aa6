import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { type CalibrationTable, calibrate, UNCALIBRATED } from '../read/calibration.ts';
import type { FoundNumber } from '../read/find-numbers.ts';
import { type PieceRange, type ReadLine, type SecondLook, settleNumber } from '../read/settle-number.ts';
import type { ReadingWeights } from '../read/weigh-readings.ts';
import type { InkSource } from '../segment/cut-out.ts';
import { lineStrip } from '../segment/line-strip.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAtStrips, type ShownStrip } from './look-at-strips.ts';

/** A range of a line's pieces that holds a number. */
export interface Stretch {
  readonly read: ReadLine;
  readonly range: PieceRange;
  /** What the lattice alone found there: it stands if the stretch is too wide for the line network. */
  readonly number?: FoundNumber;
  /** @default those of the call */
  readonly weights?: ReadingWeights;
  /** Which network reads it. @default lines */
  readonly network?: ShownStrip['network'];
  /** Only looked at: what stands there is not weighed. @default false */
  readonly lookOnly?: boolean;
}

/** A number with both readings weighed, and how sure of it one can be. */
export interface SettledNumber extends FoundNumber {
  /** Probability that the whole string is right, by what the model's calibration found of strings as sure. */
  readonly confidence: number;
}

export interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default READING_WEIGHTS */
  readonly weights?: ReadingWeights | undefined;
}

export interface SecondLooks {
  /** For each stretch the number that stands there, or undefined when none does. */
  readonly numbers: readonly (SettledNumber | undefined)[];
  /** For each stretch what the line network says of it; undefined when it is too wide. */
  readonly looks: readonly (SecondLook | undefined)[];
  /** By which all confidences are calibrated. */
  readonly calibration: CalibrationTable;
  /** Left out when there was nothing to ask. */
  readonly answered?: Required<AnsweringModel>;
}

/**
 * Shows stretches of lines to their networks and weighs what it reads against the lattice. All confidences are
 * calibrated, also of what the lattice read alone. Throws what `classifier.readStrips` throws.
 */
export async function lookAgain(
  stretches: readonly Stretch[],
  page: InkSource,
  classifier: Classifier,
  { signal, weights }: LookOptions = {},
): Promise<SecondLooks> {
  if (stretches.length === 0) return { numbers: [], looks: [], calibration: UNCALIBRATED };
  const strips = stretches.map(({ read: { line }, range: { begin, end } }) =>
    lineStrip({ height: line.height, band: line.band, pieces: line.pieces.slice(begin, end) }, page),
  );
  const shown = stretches.flatMap(({ network = 'lines' }, i) =>
    strips[i]!.width <= MAX_STRIP_COLUMNS ? { strip: strips[i]!, network } : [],
  );
  const { looks: seen, answered } = await lookAtStrips(shown, classifier, signal);
  const { calibration } = answered;
  const looks = strips.map((strip) => seen.get(strip));
  const numbers = stretches.map(({ read, range, number, weights: own = weights, lookOnly }, i) => {
    if (lookOnly) return undefined;
    const look = looks[i];
    const found = look === undefined ? number : settleNumber(read, range, look, own);
    return found && { ...found, confidence: calibrate(calibration, found.rawConfidence) };
  });
  return { numbers, looks, calibration, answered };
}
