import type { Classifier } from '../../lib/classify/classifier.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import type { SheetTile } from './contact-sheet.ts';
import { countConfusion } from './metrics/confusion.ts';
import { type DigitFigures, digitFigures, falseDigitRate } from './metrics/digit-figures.ts';
import type { Progress } from './progress.ts';
import { type GlyphReading, isDigit, readGlyphs } from './read-glyphs.ts';
import type { DigitsReport, ReadingError } from './report.ts';
import type { GlyphPicture, GlyphSet } from './shapes/glyph-set.ts';

export interface DigitsEvaluation {
  readonly report: DigitsReport;
  /** The errors' pictures, the surest first. */
  readonly tiles: readonly SheetTile[];
}

export const DIGIT_CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', NOT_A_DIGIT] as const;

/** Reads every picture of a set. Digits are known to be digits; of anything else it counts that it is refused. */
export async function evaluateDigits(
  set: GlyphSet,
  classifier: Classifier,
  options: { readonly progress: Progress; readonly maxTiles: number },
): Promise<DigitsEvaluation> {
  const { readings, milliseconds } = await readGlyphs(set, classifier, options.progress);
  const failures = readings.flatMap((reading, index) => {
    const failure = failureOf(reading);
    return failure === undefined ? [] : [{ failure, glyph: set.glyphs[index]!, refused: isRefusal(reading) }];
  });
  const surest = [...failures].sort((a, b) => b.failure.confidence - a.failure.confidence);
  const listed = (refused: boolean) =>
    failures.filter((failed) => failed.refused === refused).map(({ failure }) => failure);
  return {
    report: {
      kind: 'digits',
      set: set.name,
      ...(set.split === undefined ? {} : { split: set.split }),
      n: readings.length,
      metrics: { ...figures(readings), msPerItem: milliseconds / readings.length },
      confusion: countConfusion(DIGIT_CLASSES, readings),
      errors: listed(false),
      refusals: listed(true),
    },
    tiles: await Promise.all(surest.slice(0, options.maxTiles).map(tile)),
  };
}

function figures(
  readings: readonly GlyphReading[],
): Partial<DigitFigures> & { readonly notADigitAccuracy?: number; readonly falseDigits?: number } {
  const digits = readings.filter(({ truth }) => isDigit(truth));
  const others = readings.filter(({ truth }) => !isDigit(truth));
  const refused = others.filter(({ read }) => read === NOT_A_DIGIT).length;
  return {
    ...(digits.length > 0 && digitFigures(digits)),
    ...(others.length > 0 && { notADigitAccuracy: refused / others.length }),
    ...(others.length > 0 &&
      digits.some(({ truth, digit }) => digit === truth) && { falseDigits: falseDigitRate(digits, others) }),
  };
}

/** A digit that is known by name but that the network would rather call not-a-digit. */
function isRefusal({ truth, read, digit }: GlyphReading): boolean {
  return digit === truth && read === NOT_A_DIGIT;
}

function failureOf(reading: GlyphReading): ReadingError | undefined {
  const { file, truth, read, confidence, digit, digitConfidence } = reading;
  if (isRefusal(reading) || (!isDigit(truth) && read !== truth)) return { file, truth, read, confidence };
  return isDigit(truth) && digit !== truth
    ? { file, truth, read: digit, confidence: digitConfidence }
    : undefined;
}

async function tile({ failure, glyph }: { failure: ReadingError; glyph: GlyphPicture }): Promise<SheetTile> {
  const name = (text: string) => (text === NOT_A_DIGIT ? 'none' : text);
  const caption = `${name(failure.truth)} -> ${name(failure.read)} ${failure.confidence.toFixed(2)}`;
  return { picture: await glyph.load(), caption: [caption] };
}
