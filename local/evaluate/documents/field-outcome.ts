import { groupBy } from '../group-by.ts';
import type { FieldFigures } from '../report.ts';
import { atPlace, type ItemMatch, type ReportedNumber } from './match-numbers.ts';

/** How one field of one document came out. */
export interface FieldOutcome {
  readonly field: string;
  readonly variant?: string;
  /** Every digit string of the field was found. */
  readonly exact: boolean;
  /** Left out where no box tells which numbers are the field's. */
  readonly answer?: FieldAnswer;
}

/** What a caller who knows the field's box would take for the field, without knowing the truth. */
interface FieldAnswer {
  readonly correct: boolean;
  /** 0 when nothing was reported in the box. */
  readonly confidence: number;
}

/**
 * The outcome of each field of a document. The answer for a MICR line is all numbers in its box, for any other
 * field the longest number in its box.
 */
export function fieldOutcomes(
  matches: readonly ItemMatch[],
  numbers: readonly ReportedNumber[],
  variant?: string,
): readonly FieldOutcome[] {
  const fields = groupBy(
    matches.filter(({ item }) => item.field !== undefined),
    ({ item }) => item.field!,
  );
  return [...fields].map(([field, ofField]) => {
    const exact = ofField.every((match) => match.numbers.length > 0);
    const answer = fieldAnswer(field, ofField, numbers);
    return { field, exact, ...(variant !== undefined && { variant }), ...(answer && { answer }) };
  });
}

function fieldAnswer(
  field: string,
  matches: readonly ItemMatch[],
  numbers: readonly ReportedNumber[],
): FieldAnswer | undefined {
  const { item } = matches[0]!;
  // A serial or routing number shares the box of the MICR line: the box does not tell which number is meant.
  if (item.regions.length === 0 || item.repeats) return undefined;
  const there = atPlace(item, numbers);
  if (there.length === 0) return { correct: false, confidence: 0 };
  const longest = there.reduce((best, number) => (number.digits.length > best.digits.length ? number : best));
  const taken = field === 'micr' ? there : [longest];
  const truth = matches.flatMap((match) => match.item.groups).join('');
  return {
    correct: taken.map(({ digits }) => digits).join('') === truth,
    confidence: taken.reduce((product, { confidence }) => product * confidence, 1),
  };
}

/** Adds up the outcomes of each field; a number is accepted at a confidence of `threshold` or more. */
export function fieldFigures(
  outcomes: readonly FieldOutcome[],
  threshold: number,
): Readonly<Record<string, FieldFigures>> {
  const figures: Record<string, FieldFigures> = {};
  for (const [field, ofField] of groupBy(outcomes, (outcome) => outcome.field)) {
    const n = ofField.length;
    const exact = ofField.filter((outcome) => outcome.exact).length / n;
    const answers = ofField.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
    figures[field] = { n, exact, ...(answers.length > 0 && accepted(answers, threshold)) };
  }
  return figures;
}

function accepted(answers: readonly FieldAnswer[], threshold: number): Omit<FieldFigures, 'n' | 'exact'> {
  const taken = answers.filter(({ confidence }) => confidence > 0 && confidence >= threshold);
  const read = taken.length / answers.length;
  const wrong = taken.filter(({ correct }) => !correct).length;
  return { read, review: 1 - read, ...(taken.length > 0 && { misread: wrong / taken.length }) };
}
