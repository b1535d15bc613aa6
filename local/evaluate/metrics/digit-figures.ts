/** What was answered for a picture of a digit. */
export interface DigitAnswer {
  readonly truth: string;
  /** The likeliest class, which may be not-a-digit. */
  readonly read: string;
  /** The likeliest of the ten digits. */
  readonly digit: string;
}

export interface DigitFigures {
  /** The likeliest of the ten digits is right: of these pictures it is known that they are digits. */
  readonly accuracy: number;
  /** The likeliest of all classes is right: calling a digit not-a-digit is an error. */
  readonly strictAccuracy: number;
}

/** Throws RangeError when there is nothing to count. */
export function digitFigures(answers: readonly DigitAnswer[]): DigitFigures {
  if (answers.length === 0) throw new RangeError('Expected at least one digit but received none');
  const share = (right: (answer: DigitAnswer) => boolean) => answers.filter(right).length / answers.length;
  return {
    accuracy: share(({ truth, digit }) => digit === truth),
    strictAccuracy: share(({ truth, read }) => read === truth),
  };
}

/** Share of right digits that a threshold on the confidence has to let pass, for `falseDigitRate`. */
const RECALL = 0.99;

export interface GradedAnswer extends DigitAnswer {
  /** How likely the likeliest of the ten digits is. */
  readonly digitConfidence: number;
}

/**
 * Of what is no digit, the share that would pass for one at the highest confidence that 99 % of the digits that are named
 * right reach. Throws RangeError when no digit was named right or nothing else was read.
 */
export function falseDigitRate(digits: readonly GradedAnswer[], others: readonly GradedAnswer[]): number {
  const right = digits.filter(({ truth, digit }) => digit === truth).map((answer) => answer.digitConfidence);
  if (right.length === 0 || others.length === 0) {
    throw new RangeError(
      `Expected right digits and others but received ${right.length} and ${others.length}`,
    );
  }
  const surest = right.sort((a, b) => b - a);
  const threshold = surest[Math.ceil(RECALL * surest.length) - 1]!;
  return others.filter(({ digitConfidence }) => digitConfidence >= threshold).length / others.length;
}
