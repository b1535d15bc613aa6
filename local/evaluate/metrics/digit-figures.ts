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
