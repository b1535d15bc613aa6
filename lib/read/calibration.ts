/**
 * From the raw confidence of a string to the probability that it is right: logit(right) = a ln(raw) - b ln(1 - raw) + c
 * (beta calibration; Kull, Silva Filho & Flach, 2017). Neither `a` nor `b` is under 0, so that it never falls.
 */
export interface CalibrationMap {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What validation showed of one threshold: strings at least so sure are misread at a rate of at most `misread`. */
export interface ShownThreshold {
  readonly misread: number;
  /** Calibrated. */
  readonly confidence: number;
  /** Strings of the validation lines that were at least so sure, and those of them that were wrong. */
  readonly accepted: number;
  readonly wrong: number;
}

/** How sure one reader has to be. */
export interface ReaderTable {
  readonly map: CalibrationMap;
  /** Misread rates rise from one to the next and confidences fall; empty when nothing could be shown. */
  readonly thresholds: readonly ShownThreshold[];
}

/** How sure the reader of numbers has to be, measured on validation lines; made by `npm run calibrate`. */
export interface CalibrationTable extends ReaderTable {
  /** The same of the reader of MICR lines; left out where it was never calibrated. */
  readonly micr?: ReaderTable | undefined;
}

/** What to accept at a wanted misread rate. */
export interface Acceptance {
  /** Accept a string whose calibrated confidence is at least this. */
  readonly confidence: number;
  /**
   * The rate that validation showed this threshold to keep, with the certainty that the table was made with. Over the rate
   * that was wanted when there were too few validation lines to show so low a rate; left out when they showed none at all.
   */
  readonly shown?: number;
}

/** For a reader that was never calibrated: its confidences stand as they are, and nothing is shown. */
export const UNCALIBRATED: CalibrationTable = { map: { a: 1, b: 1, c: 0 }, thresholds: [] };

/** Share of wrong strings among the accepted that is lived with when the caller does not say. */
export const DEFAULT_MAX_MISREAD = 0.01;

/** Nearer to 0 or 1 a confidence says nothing more: what is left are the last bits of a sum. */
const LEAST_DOUBT = 1e-6;

/**
 * Probability (0 to 1) that a string read with the confidence `raw` (0 to 1) is right; never falls when `raw` grows.
 * Throws RangeError for a `raw` that is no probability.
 */
export function calibrate({ map }: Pick<ReaderTable, 'map'>, raw: number): number {
  const { sure, doubt } = evidence(raw);
  return 1 / (1 + Math.exp(-(map.a * sure + map.b * doubt + map.c)));
}

/** The two inputs of a calibration map, ln(raw) and -ln(1 - raw); both grow with `raw`. Throws as `calibrate` does. */
export function evidence(raw: number): { readonly sure: number; readonly doubt: number } {
  if (!(raw >= 0 && raw <= 1)) throw new RangeError(`Expected a confidence from 0 to 1 but received ${raw}`);
  const inside = Math.min(1 - LEAST_DOUBT, Math.max(LEAST_DOUBT, raw));
  return { sure: Math.log(inside), doubt: -Math.log(1 - inside) };
}

/**
 * The threshold for strings of which at most the share `maxMisread` may be wrong: the lowest that validation showed to keep
 * that rate. Where it could show no rate so low, the most careful threshold that it showed anything of, and not under
 * `1 - maxMisread` unless the rate to be expected there (Laplace's rule of succession) is as low; `shown` then tells what it
 * is known to keep. Never rises when `maxMisread` grows.
 * Throws RangeError for a `maxMisread` that is not from 0 to under 1.
 */
export function thresholdFor(
  { thresholds }: Pick<ReaderTable, 'thresholds'>,
  maxMisread: number,
): Acceptance {
  if (!isMisreadRate(maxMisread)) {
    throw new RangeError(`Expected a misread rate of at least 0 and under 1 but received ${maxMisread}`);
  }
  const kept = thresholds.findLast(({ misread }) => misread <= maxMisread);
  if (kept !== undefined) return { confidence: kept.confidence, shown: kept.misread };
  const [careful] = thresholds;
  if (careful === undefined) return { confidence: 1 - maxMisread };
  const expected = (careful.wrong + 1) / (careful.accepted + 2);
  const least = expected <= maxMisread ? 0 : 1 - maxMisread;
  return { confidence: Math.max(careful.confidence, least), shown: careful.misread };
}

/** Whether `rate` is a misread rate that a caller may ask for. */
export function isMisreadRate(rate: number): boolean {
  return rate >= 0 && rate < 1;
}
