/** One answer, how sure it was (0 to 1), and whether it was right. */
export interface Answer {
  readonly confidence: number;
  readonly correct: boolean;
}

/**
 * The largest share of `answers` that one threshold on the confidence accepts while at most `rate` of those
 * accepted are wrong. Equal confidences are accepted together. 0 when no threshold keeps to the rate.
 */
export function readRateAtMisread(answers: readonly Answer[], rate: number): number {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let best = 0;
  for (const [index, answer] of surest.entries()) {
    if (!answer.correct) wrong++;
    const accepted = index + 1;
    const tied = surest[accepted]?.confidence === answer.confidence;
    if (!tied && wrong <= rate * accepted) best = accepted;
  }
  return answers.length === 0 ? 0 : best / answers.length;
}

/**
 * Expected calibration error: how far confidence and share of right answers lie apart, over bins of equal width,
 * weighted by the answers in each (Naeini et al., 2015). 0 for no answers.
 */
export function expectedCalibrationError(answers: readonly Answer[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, correct: 0 }));
  for (const { confidence, correct } of answers) {
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))]!;
    bin.confidence += confidence;
    bin.correct += correct ? 1 : 0;
  }
  const gap = sums.reduce((total, bin) => total + Math.abs(bin.confidence - bin.correct), 0);
  return answers.length === 0 ? 0 : gap / answers.length;
}
