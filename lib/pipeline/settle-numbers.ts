import type { Classifier } from '../classify/classifier.ts';
import type { FoundNumber } from '../read/find-numbers.ts';
import { guessKind } from '../read/guess-kind.ts';
import { type PieceRange, type ReadLine, reachesOf } from '../read/settle-number.ts';
import { LEAST_LATTICE_LOG, type ReadingWeights } from '../read/weigh-readings.ts';
import type { InkSource } from '../segment/cut-out.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAgain, type SettledNumber, type Stretch } from './look-again.ts';

/** A line of a page and the numbers that its lattice found. */
export interface NumberedLine extends ReadLine {
  readonly numbers: readonly FoundNumber[];
}

/** Numbers that the lattice is less sure of than this are letters for the most part. */
const LEAST_LATTICE = 0.1;
/** A number read with what stands unread beside it counts if it is at least so sure: else those are letters. */
const LEAST_WIDER = 0.5;

/**
 * The line network was shown digits for the most part, and makes digits of words: on a page the lattice, which knows
 * letters, has more say than on a line of digits. Of print it has most: print stands apart, so that no cuts are lacking,
 * and of faces that the line network was never shown, the characters of a MICR line above all, it reads less.
 */
const PAGE_WEIGHTS: ReadingWeights = { frames: 0.4, lattice: 0.6, leastLattice: -20 };
const PRINT_WEIGHTS: ReadingWeights = { frames: 0.2, lattice: 0.8, leastLattice: -20 };

/**
 * What stands where the lattice found numbers, line by line, with the line network's say. Where unread ink stands right
 * beside a number, both are read together too: digits that touch belong to it, letters do not.
 */
export async function settleNumbers(
  lines: readonly NumberedLine[],
  page: InkSource,
  classifier: Classifier,
  signal: AbortSignal | undefined,
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
      return { own, wider: isWider ? ask({ read, range, weights }) : undefined };
    });
  });
  const { numbers, ...rest } = await lookAgain(stretches, page, classifier, { signal });
  const settled = groups.map((ofLine) =>
    ofLine.flatMap(({ own, wider }) => {
      const apart = own.flatMap((at) => numbers[at] ?? []);
      const together = wider === undefined ? undefined : numbers[wider];
      if (together === undefined || !isLonger(together, apart)) return apart;
      if (together.rawConfidence >= LEAST_WIDER) return [together];
      // As likely as they are to be a part of it only.
      return apart.map((number) => doubted(number, together.rawConfidence));
    }),
  );
  return { numbers: settled, ...rest };
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
