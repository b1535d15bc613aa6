import type { Classifier } from '../classify/classifier.ts';
import type { FoundNumber } from '../read/find-numbers.ts';
import { guessKind } from '../read/guess-kind.ts';
import { type PieceRange, type ReadLine, reachesOf } from '../read/settle-number.ts';
import { type NumberSigns, numberProbability, signsOf, wordRound } from '../read/tell-number.ts';
import { LEAST_LATTICE_LOG, PRINT_WEIGHTS, type ReadingWeights } from '../read/weigh-readings.ts';
import type { InkSource } from '../segment/cut-out.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAgain, type SettledNumber, type Stretch } from './look-again.ts';

/** A line of a page and the numbers that its lattice found. */
export interface NumberedLine extends ReadLine {
  readonly numbers: readonly FoundNumber[];
}

/** A number of print and the signs by which it is told from letters. */
export interface ToldNumber {
  readonly number: SettledNumber;
  readonly signs: NumberSigns;
}

/** Numbers that the lattice is less sure of than this are letters for the most part. */
const LEAST_LATTICE = 0.1;
/** So many lines of so many pieces tell how high a page's print is; what is higher than the third times that is no print. */
const TEXT_LINES = 8;
const TEXT_PIECES = 4;
const LARGE = 1.5;
/** Of print, numbers that are less likely to be right are not reported; of writing only what is hardly a number at all. */
const LEAST_NUMBER = 0.3;
const LEAST_LARGE = 0.02;
/** A bar that stands alone is a piece of a rule or of the page's edge far sooner than a 1. */
const LEAST_BAR = 0.5;
/** A number read with what stands unread beside it counts if it is at least so sure: else those are letters. */
const LEAST_WIDER = 0.5;

/**
 * The line network was shown digits for the most part, and makes digits of words: on a page the lattice, which knows
 * letters, has more say than on a line of digits.
 */
const PAGE_WEIGHTS: ReadingWeights = { frames: 0.4, lattice: 0.6, leastLattice: -20 };

/**
 * What stands where the lattice found numbers, line by line, with the line network's say. Where unread ink stands right
 * beside a number, both are read together too: digits that touch belong to it, letters do not. `onTold` hears of each number
 * of print what it was told by.
 */
export async function settleNumbers(
  lines: readonly NumberedLine[],
  page: InkSource,
  classifier: Classifier,
  signal: AbortSignal | undefined,
  onTold?: (told: ToldNumber) => void,
): Promise<{ numbers: SettledNumber[][]; answered?: AnsweringModel }> {
  const stretches: Stretch[] = [];
  const ask = (stretch: Stretch) => stretches.push(stretch) - 1;
  const groups = lines.map((read) => {
    const likely = read.numbers.filter(({ rawConfidence }) => rawConfidence >= LEAST_LATTICE);
    return reachesOf(likely, read).map((range) => {
      const members = likely.filter((number) => isWithin(number, range));
      const weights = { ...weightsFor(members[0]!), leastLattice: LEAST_LATTICE_LOG };
      const own = members.map((number) => ask({ read, range: number, number, weights: weightsFor(number) }));
      const isWider = members.length > 1 || !isWithin(range, members[0]!);
      const wider = isWider ? ask({ read, range, weights }) : undefined;
      const word = wordRound(range, read.line);
      const same = isWithin(word, range) ? (wider ?? own[0]!) : undefined;
      return { read, own, wider, word: same ?? ask({ read, range: word, lookOnly: true }) };
    });
  });
  const { numbers, looks, ...rest } = await lookAgain(stretches, page, classifier, { signal });
  const usualHeight = usualHeightOf(lines);
  const settled = groups.map((ofLine) =>
    ofLine.flatMap(({ read, own, wider, word }) => {
      const apart = own.flatMap((at) => numbers[at] ?? []);
      const together = wider === undefined ? undefined : numbers[wider];
      const chosen = chosenOf(apart, together);
      const look = looks[word];
      if (look === undefined || usualHeight === 0) return chosen;
      return chosen.flatMap((number) => {
        const signs = signsOf(number, { read, word: look, usualHeight, ink: page });
        // What stands higher than the page's print was written by hand, where letters are few and digits of any height.
        if (read.line.height > LARGE * usualHeight) {
          const least = signs.bar === 1 ? LEAST_BAR : LEAST_LARGE;
          return numberProbability(signs) < least ? [] : [number];
        }
        onTold?.({ number, signs });
        return toldFromLetters(number, signs);
      });
    }),
  );
  return { numbers: settled, ...rest };
}

/** The numbers that stand apart, or the one that they and what is unread beside them are. */
function chosenOf(apart: readonly SettledNumber[], together: SettledNumber | undefined): SettledNumber[] {
  if (together === undefined || !isLonger(together, apart)) return [...apart];
  if (together.rawConfidence >= LEAST_WIDER) return [together];
  // As likely as they are to be a part of it only.
  return apart.map((number) => doubted(number, together.rawConfidence));
}

/** The number, no surer than it is one and no letters; nothing where it is hardly one. */
function toldFromLetters(number: SettledNumber, signs: NumberSigns): SettledNumber[] {
  const probability = numberProbability(signs);
  if (probability < LEAST_NUMBER) return [];
  const { confidence, rawConfidence } = number;
  const atMost = (other: number) => Math.min(other, probability);
  return [{ ...number, confidence: atMost(confidence), rawConfidence: atMost(rawConfidence) }];
}

/** How high the glyphs of the page's text are, in pixels; 0 for a page without text, on which nothing is taken for letters. */
function usualHeightOf(lines: readonly NumberedLine[]): number {
  const heights = lines
    .filter(({ line }) => line.pieces.length >= TEXT_PIECES)
    .map(({ line }) => line.height)
    .sort((a, b) => a - b);
  return heights.length < TEXT_LINES ? 0 : heights[Math.floor(heights.length / 2)]!;
}

function isWithin(inner: PieceRange, outer: PieceRange): boolean {
  return inner.begin >= outer.begin && inner.end <= outer.end;
}

function isLonger(together: SettledNumber, apart: readonly SettledNumber[]): boolean {
  return together.glyphs.length > apart.reduce((sum, { glyphs }) => sum + glyphs.length, 0);
}

function doubted(number: SettledNumber, doubt: number): SettledNumber {
  const { confidence, rawConfidence } = number;
  return { ...number, confidence: confidence * (1 - doubt), rawConfidence: rawConfidence * (1 - doubt) };
}

function weightsFor({ glyphs }: FoundNumber): ReadingWeights {
  return guessKind(glyphs.map(({ box }) => box)) === 'printed' ? PRINT_WEIGHTS : PAGE_WEIGHTS;
}
