import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { AlternativeReading, NumberReading } from '../document/result.ts';
import { roundProbability } from '../document/round-probability.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { FoundNumber } from '../read/find-numbers.ts';
import { guessKindInLine } from '../read/guess-kind.ts';
import type { CandidateScores, LatticeReading } from '../read/lattice.ts';
import type { TextLine } from '../segment/text-line.ts';
import type { SettledNumber } from './look-again.ts';
import type { CandidateTrace } from './read-document.ts';

/** A line and all that was found out about it. */
export interface ReportedLine {
  readonly line: TextLine;
  readonly scores: readonly CandidateScores[];
  readonly classes: readonly string[];
  readonly page: Pick<PreparedPage, 'toSource'>;
}

/** Next-best characters that are listed for each glyph, if they are at all likely. */
const MAX_ALTERNATIVES = 3;
const LEAST_ALTERNATIVE = 0.001;

/** Says a number in the words of the result: source-page pixels, rounded probabilities. */
export function describeNumber(number: SettledNumber, of: ReportedLine): NumberReading {
  const { classes, line, page } = of;
  return {
    text: number.glyphs.map(({ text }) => text).join(''),
    ...(number.written === undefined ? {} : { written: number.written }),
    box: page.toSource(number.box),
    confidence: roundProbability(number.confidence),
    kind: guessKindInLine(
      number.glyphs.map(({ box }) => box),
      line,
    ),
    glyphs: number.glyphs.map(({ text, box, probabilities }) => {
      const ranked = rank(probabilities, classes);
      return {
        text,
        box: page.toSource(box),
        probability: ranked.find((other) => other.text === text)!.probability,
        alternatives: ranked
          .filter((other) => other.text !== text && other.probability >= LEAST_ALTERNATIVE)
          .slice(0, MAX_ALTERNATIVES),
      };
    }),
  };
}

/** Tells of every candidate of a line what became of it. */
export function describeCandidates(
  reported: readonly FoundNumber[],
  reading: LatticeReading,
  { line, scores, classes, page }: ReportedLine,
): CandidateTrace[] {
  const chosen = new Set(reported.flatMap(({ glyphs }) => glyphs.map(({ candidate }) => candidate)));
  const onPath = new Set(reading.steps.map(({ candidate }) => candidate));
  return line.candidates.map((candidate, index) => {
    const best = rank(scores[index]!.probabilities, classes).find(({ text }) => text !== NOT_A_DIGIT)!;
    return {
      box: page.toSource(candidate.box),
      origin: candidate.origin,
      outcome: chosen.has(index) ? 'chosen' : onPath.has(index) ? 'not-digit' : 'rejected',
      text: best.text,
      probability: best.probability,
    };
  });
}

function rank(probabilities: ArrayLike<number>, classes: readonly string[]): AlternativeReading[] {
  return classes
    .map((text, k) => ({ text, probability: roundProbability(probabilities[k]!) }))
    .sort((a, b) => b.probability - a.probability);
}
