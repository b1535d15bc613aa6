import { digitsOf } from '../document/digits-of.ts';
import { groupBy } from '../document/group-by.ts';
import type { Writing } from '../fields/field-reading.ts';
import { likeliest, together } from './add-writings.ts';
import { type CalibrationTable, calibrate } from './calibration.ts';
import { digitFrames, type LikelyText } from './frames.ts';
import { guessKind } from './guess-kind.ts';
import { addLogs } from './paths.ts';
import type { ReadLine } from './settle-number.ts';
import { signsAsStrokes } from './signs-as-strokes.ts';
import { type ReadingWeights, rankReadings, type WeighedText } from './weigh-readings.ts';
import { withoutLetters } from './without-letters.ts';
import {
  digitBoxes,
  narrowSevens,
  type StripLook,
  wideGaps,
  withCommas,
  withSpaces,
} from './writing-shapes.ts';
import { likelyWritings, writtenText } from './written-text.ts';

/** So many of the line network's texts are weighed by their digits, and so many with all their signs; of writings are handed on. */
const FOR_ANY = { texts: 6, signed: 16, most: 12 };
/** Joined zeros and stray signs spread an amount over more of them, and its grammar tells which fit. */
const FOR_AMOUNT = { texts: 16, signed: 32, most: 32 };
/** Writings less likely are not worth a thought. */
const LEAST_PROBABILITY = 1e-4;

export interface PlaceOptions {
  /** @default READING_WEIGHTS */
  readonly weights?: ReadingWeights | undefined;
  /** An amount stands there, if anything: no words, and large signs between its digits. @default false */
  readonly isAmount?: boolean | undefined;
}

/**
 * The ways to read what stands in a line, digits, separators and all, the likeliest first. Its digits are weighed by both
 * networks and calibrated as those of a number are; which signs stand between them is the line network's to say alone.
 * `shown` has at least one look at the line; where it has several, at other sizes, what they say is averaged.
 */
export function placeWritings(
  read: ReadLine,
  shown: readonly [StripLook, ...StripLook[]],
  calibration: CalibrationTable,
  { weights, isAmount = false }: PlaceOptions = {},
): Writing[] {
  const { line, reading } = read;
  const { texts, signed: mostSigned, most } = isAmount ? FOR_AMOUNT : FOR_ANY;
  const looks = isAmount ? shown.map((look) => ({ ...look, ...withoutLetters(look) })) : shown;
  const look = looks[0]!;
  const signed = groupBy(signedTexts(looks, mostSigned), ({ text }) => digitsOf(text));
  const latticeLog = (digits: string) => reading.textLog(digits, 0, line.pieces.length);
  const ranked = rankReadings({
    looks: looks.map(digitFrames),
    latticeText: reading.steps.map(({ text }) => text ?? '').join(''),
    latticeLog: isAmount
      ? (digits) => {
          // The lattice knows digits only: what it would make of the signs among these speaks for them too.
          const written = signed.get(digits)?.[0]?.text ?? digits;
          return Math.max(...signsAsStrokes(written).map(({ text, log }) => latticeLog(text) + log));
        }
      : latticeLog,
    weights,
    texts,
  });
  const glyphs = digitBoxes(read);
  const isPrinted = guessKind(glyphs) === 'printed';
  const gaps = wideGaps(line);
  const writings = calibrateAll(ranked, calibration)
    .filter(({ text, probability }) => text !== '' && probability >= LEAST_PROBABILITY)
    .flatMap(({ text: digits, probability }) => {
      const same = signed.get(digits);
      if (same === undefined) return [{ text: digits, probability }];
      // By the likeliest of them: of a long text every probability may be too small for a number.
      const highest = Math.max(...same.map(({ log }) => log));
      const weights = same.map(({ log }) => Math.exp(log - highest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return same.map(({ text }, i) => ({ text, probability: (probability * weights[i]!) / total }));
    });
  const likely = likeliest(writings, most).map(({ text, probability }) => ({
    text: signed.has(digitsOf(text)) ? text : writtenText(look, text, { around: true, others: true }),
    probability,
  }));
  return together(
    (isPrinted ? likely.flatMap((writing) => narrowSevens(writing, glyphs)) : likely).flatMap((writing) =>
      withCommas(writing, line, look),
    ),
  ).map(({ text, probability }) => ({
    text: withSpaces(text, look, gaps),
    probability,
  }));
}

/** The likeliest texts with all their signs, of each look, the likeliest first. */
function signedTexts(looks: readonly StripLook[], most: number): LikelyText[] {
  const sums = new Map<string, number>();
  for (const look of looks) {
    for (const { text, log } of likelyWritings(look, most)) {
      sums.set(text, addLogs(sums.get(text) ?? -Infinity, log));
    }
  }
  return [...sums].map(([text, log]) => ({ text, log })).sort((a, b) => b.log - a.log);
}

/** The best text as sure as the calibration says; what is left is shared by the others as it was, none surer than the best. */
function calibrateAll(ranked: readonly WeighedText[], calibration: CalibrationTable): Writing[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const sure = calibrate(calibration, Math.min(1, best.confidence));
  const share = Math.min(
    sure / best.confidence,
    best.confidence < 1 ? (1 - sure) / (1 - best.confidence) : 0,
  );
  return ranked.map(({ text, confidence }, i) => ({
    text,
    probability: i === 0 ? sure : confidence * share,
  }));
}
