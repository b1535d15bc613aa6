import { groupBy } from '../../../lib/document/group-by.ts';
import type { Field } from '../../../lib/document/result.ts';
import { type ReliabilityBin, reliabilityBins } from '../metrics/confidence.ts';
import type { FieldError, FieldFigures } from '../report.ts';
import type { DocumentTruth } from '../shapes/truth.ts';
import { agrees, fieldTruths, writtenValue } from './field-truth.ts';
import type { ItemMatch } from './match-numbers.ts';

const BINS = 10;

/** How one field of one document came out. */
export interface FieldOutcome {
  /** As the truth calls it. */
  readonly field: string;
  readonly variant?: string;
  /** Its value is right. */
  readonly exact: boolean;
  /** It was accepted without anybody's look. */
  readonly accepted: boolean;
  /** How sure the reader was of its value; left out where it read none. */
  readonly confidence?: number;
  /** Every digit string of it is among the page's numbers, wherever; left out for a field without digits. */
  readonly found?: boolean;
  /** Left out where it is right. */
  readonly error?: FieldError;
}

/**
 * The outcome of each field that the truth states. `fields` are those of the result; `matches` tell which of the truth's digit
 * strings are among the page's numbers.
 */
export function fieldOutcomes(
  truth: DocumentTruth,
  fields: Readonly<Record<string, Field>>,
  matches: readonly ItemMatch[],
  variant?: string,
): FieldOutcome[] {
  return fieldTruths(truth).map((one) => {
    const field = fields[one.field];
    const exact = agrees(one, field, truth);
    const strings = matches.filter(({ item }) => item.field === one.name);
    const error = {
      file: truth.file,
      field: one.name,
      truth: one.text,
      read: writtenValue(field),
      confidence: field?.confidence ?? 0,
      accepted: field?.decision === 'accept',
    };
    return {
      field: one.name,
      exact,
      accepted: field?.decision === 'accept',
      ...(field !== undefined && field.value !== null && { confidence: field.confidence }),
      ...(strings.length > 0 && { found: strings.every(({ numbers }) => numbers.length > 0) }),
      ...(variant !== undefined && { variant }),
      ...(!exact && { error }),
    };
  });
}

/** How sure the reader was of the fields that it read, and how often they are right. */
export function fieldReliability(outcomes: readonly FieldOutcome[]): readonly ReliabilityBin[] {
  const answers = outcomes.flatMap(({ confidence, exact }) =>
    confidence === undefined ? [] : [{ confidence, correct: exact }],
  );
  return reliabilityBins(answers, BINS);
}

/** Adds up the outcomes of each field. */
export function fieldFigures(outcomes: readonly FieldOutcome[]): Readonly<Record<string, FieldFigures>> {
  const figures: Record<string, FieldFigures> = {};
  for (const [field, ofField] of groupBy(outcomes, (outcome) => outcome.field)) {
    const n = ofField.length;
    const accepted = ofField.filter((outcome) => outcome.accepted);
    const wrong = accepted.filter(({ exact }) => !exact).length;
    const looked = ofField.filter(({ found }) => found !== undefined);
    figures[field] = {
      n,
      exact: ofField.filter(({ exact }) => exact).length / n,
      read: accepted.length / n,
      ...(accepted.length > 0 && { misread: wrong / accepted.length }),
      review: 1 - accepted.length / n,
      ...(looked.length > 0 && { found: looked.filter(({ found }) => found).length / looked.length }),
    };
  }
  return figures;
}
