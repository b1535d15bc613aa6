/** One answer, how sure it was (0 to 1), and whether it was right. */
export interface Answer {
  readonly confidence: number;
  readonly correct: boolean;
}

/** What comes of accepting the answers that are at least so sure. */
export interface CurvePoint {
  readonly confidence: number;
  /** Share of all answers that is accepted, over 0. */
  readonly read: number;
  /** Share of the accepted that is wrong. */
  readonly misread: number;
}

/** Every way to accept some of the answers by one threshold, the most careful first. Equal confidences are accepted together. */
export function readMisreadCurve(answers: readonly Answer[]): readonly CurvePoint[] {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence);
  const points: CurvePoint[] = [];
  let wrong = 0;
  for (const [index, { confidence, correct }] of surest.entries()) {
    if (!correct) wrong++;
    const accepted = index + 1;
    if (surest[accepted]?.confidence === confidence) continue;
    points.push({ confidence, read: accepted / answers.length, misread: wrong / accepted });
  }
  return points;
}

/**
 * The largest share of `answers` that one threshold on the confidence accepts while at most `rate` of those
 * accepted are wrong. 0 when no threshold keeps to the rate.
 */
export function readRateAtMisread(answers: readonly Answer[], rate: number): number {
  return readMisreadCurve(answers).findLast(({ misread }) => misread <= rate)?.read ?? 0;
}

/** What one threshold does: see `acceptedAt`. */
export interface AcceptedFigures {
  /** Share of all answers that is accepted. */
  readonly read: number;
  /** Share of the accepted that is wrong. Left out when none was accepted. */
  readonly misread?: number;
  /** Expected calibration error of the accepted. Left out when none was accepted. */
  readonly ece?: number;
}

/** Accepts the answers that are at least as sure as `threshold`. */
export function acceptedAt(answers: readonly Answer[], threshold: number): AcceptedFigures {
  const accepted = answers.filter(({ confidence }) => confidence >= threshold);
  if (accepted.length === 0) return { read: 0 };
  return {
    read: accepted.length / answers.length,
    misread: accepted.filter(({ correct }) => !correct).length / accepted.length,
    ece: expectedCalibrationError(accepted),
  };
}

/** Answers of about the same confidence. */
export interface ReliabilityBin {
  /** The bin's place: confidences from `from` to under `to` (the last bin includes its end). */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean confidence of the answers in it. */
  readonly confidence: number;
  /** Share of them that is right. */
  readonly right: number;
}

/** Sorts the answers into `bins` of equal width; bins without an answer are left out. */
export function reliabilityBins(answers: readonly Answer[], bins: number): readonly ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (const { confidence, correct } of answers) {
    const sum = sums[Math.min(bins - 1, Math.floor(confidence * bins))]!;
    sum.n++;
    sum.confidence += confidence;
    sum.right += correct ? 1 : 0;
  }
  return sums.flatMap(({ n, confidence, right }, i) =>
    n === 0 ? [] : [{ from: i / bins, to: (i + 1) / bins, n, confidence: confidence / n, right: right / n }],
  );
}

/**
 * Expected calibration error: how far confidence and share of right answers lie apart, over bins of equal width,
 * weighted by the answers in each (Naeini et al., 2015). 0 for no answers.
 */
export function expectedCalibrationError(answers: readonly Answer[], bins = 15): number {
  const gap = reliabilityBins(answers, bins).reduce(
    (total, { n, confidence, right }) => total + n * Math.abs(confidence - right),
    0,
  );
  return answers.length === 0 ? 0 : gap / answers.length;
}

/** 95 % of a normal variable lies within so many standard deviations. */
const DEVIATIONS = 1.96;

/**
 * The rates that fit with `share` of `n` trials at about 95 % (score interval; Wilson, 1927). For drawing: unlike a bound it
 * may miss on either side. Throws RangeError unless `share` is from 0 to 1 and `n` over 0.
 */
export function wilsonInterval(share: number, n: number): { readonly low: number; readonly high: number } {
  if (!(share >= 0 && share <= 1 && n > 0)) {
    throw new RangeError(`Expected a share from 0 to 1 of more than 0 trials but received ${share} of ${n}`);
  }
  const square = DEVIATIONS ** 2 / n;
  const middle = (share + square / 2) / (1 + square);
  const reach = Math.sqrt(square * share * (1 - share) + square ** 2 / 4) / (1 + square);
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
