import type { Classifier } from '../classify/classifier.ts';
import { calibrate, UNCALIBRATED } from '../read/calibration.ts';
import type { FoundNumber } from '../read/find-numbers.ts';
import { guessKind } from '../read/guess-kind.ts';
import { type PieceRange, type ReadLine, reachesOf, type SecondLook } from '../read/settle-number.ts';
import { type NumberSigns, numberProbability, signsOf } from '../read/tell-number.ts';
import { LEAST_LATTICE_LOG, PRINT_WEIGHTS, type ReadingWeights } from '../read/weigh-readings.ts';
import { numbersInWord } from '../read/word-numbers.ts';
import type { InkSource } from '../segment/cut-out.ts';
import { wordsOf } from '../segment/words.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { lookAgain, type SecondLooks, type SettledNumber, type Stretch } from './look-again.ts';
import type { SeenWord, TextLook } from './look-at-text.ts';

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
/**
 * Of print, numbers that are less likely to be right are not reported; of writing only what is far likelier none; but what stands alone
 * is a part of a picture, of a signature or of the page's edge far sooner than a digit, and a bar a piece of a rule.
 */
const LEAST_NUMBER = 0.5;
const LEAST_LARGE = 0.2;
const LEAST_BAR = 0.9;
/** A number read with what stands unread beside it counts if it is at least so sure: else those are letters. */
const LEAST_WIDER = 0.5;

/**
 * The line network was shown digits for the most part, and makes digits of words: on a page the lattice, which knows
 * letters, has more say than on a line of digits.
 */
const PAGE_WEIGHTS: ReadingWeights = { frames: 0.4, lattice: 0.6, leastLattice: -20 };
/** The network for print tells which signs of a word are digits at all, and was shown as small and as blurred ones: it has most say. */
const WORD_WEIGHTS: ReadingWeights = { frames: 0.9, lattice: 0.1, leastLattice: -20 };

/** A number with the signs by which it is told from letters, and how likely by them it is one, and right. */
interface Judged {
  readonly number: SettledNumber;
  readonly signs: NumberSigns;
  readonly probability: number;
}

/**
 * What numbers stand in the lines, by the lattice and by the networks for lines. Print is read word by word, as both networks see each
 * word; writing where the lattice found numbers. Where unread ink stands right beside a number of writing, both are read together too:
 * digits that touch belong to it, letters do not. `onTold` hears of each number of print what it was told by.
 */
export async function settleNumbers(
  lines: readonly NumberedLine[],
  page: InkSource,
  print: TextLook,
  classifier: Classifier,
  signal: AbortSignal | undefined,
  onTold?: (told: ToldNumber) => void,
): Promise<{ numbers: SettledNumber[][]; answered?: AnsweringModel }> {
  const stretches: Stretch[] = [];
  const ask: Ask = (stretch) => stretches.push(stretch) - 1;
  const settle = lines.map((read) => {
    const words = print.words.get(read.line);
    return words === undefined
      ? askOfWriting(read, ask, { print, page })
      : askOfPrint(read, words, ask, { print, page, onTold });
  });
  const { answered, ...looks } = await lookAgain(stretches, page, classifier, { signal });
  const models = [print.answered, answered].filter((model) => model !== undefined);
  const [first, ...others] = models;
  return {
    numbers: settle.map((of) => of(looks)),
    ...(first && { answered: others.reduce<AnsweringModel>(sameModel, first) }),
  };
}

type Ask = (stretch: Stretch) => number;
type Settle = (looks: Omit<SecondLooks, 'answered'>) => SettledNumber[];

interface PageLook {
  readonly print: TextLook;
  readonly page: InkSource;
  readonly onTold?: ((told: ToldNumber) => void) | undefined;
}

/** Of a line of print the numbers of its words, and those of several words that are likelier one number than several. */
function askOfPrint(
  read: NumberedLine,
  words: readonly SeenWord[],
  ask: Ask,
  { print: { usualHeight, answered }, page, onTold }: PageLook,
): Settle {
  const likely = read.numbers.filter(({ rawConfidence }) => rawConfidence >= LEAST_LATTICE);
  const long = likely.flatMap((number) =>
    words.some((word) => isWithin(number, word))
      ? []
      : ask({ read, range: number, number, weights: weightsFor(number), network: 'print' }),
  );
  return ({ numbers, looks }) => {
    const judge = (number: SettledNumber, look: SecondLook): Judged => {
      const signs = signsOf(number, { read, word: look, usualHeight, ink: page });
      return { number, signs, probability: numberProbability(signs) };
    };
    const { calibration = UNCALIBRATED } = answered ?? {};
    const ofWords = words.flatMap((word) => {
      const { look, mayHoldDigit } = word;
      return look === undefined || !mayHoldDigit
        ? []
        : numbersInWord(read, word, look, WORD_WEIGHTS).map((number) =>
            judge({ ...number, confidence: calibrate(calibration, number.rawConfidence) }, look),
          );
    });
    const ofSeveral = long.flatMap((at) => {
      const [number, look] = [numbers[at], looks[at]];
      return number && look ? judge(number, look) : [];
    });
    const chosen = likeliest(ofWords, ofSeveral);
    for (const { number, signs } of chosen) onTold?.({ number, signs });
    return chosen.flatMap(({ number, probability }) => toldFromLetters(number, probability));
  };
}

/** Each number of several words in place of those that its words have, where it is likelier than they are. */
function likeliest(ofWords: readonly Judged[], ofSeveral: readonly Judged[]): Judged[] {
  return ofSeveral.reduce(
    (chosen, several) => {
      const parts = chosen.filter(
        ({ number }) => number.begin < several.number.end && number.end > several.number.begin,
      );
      const mean = parts.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, parts.length);
      return several.probability > mean
        ? [...chosen.filter((part) => !parts.includes(part)), several]
        : chosen;
    },
    [...ofWords],
  );
}

/** Of a line of writing, where letters are few and digits of any height, the numbers that the lattice found. */
function askOfWriting(read: NumberedLine, ask: Ask, { print: { usualHeight }, page }: PageLook): Settle {
  const likely = read.numbers.filter(({ rawConfidence }) => rawConfidence >= LEAST_LATTICE);
  const words = wordsOf(read.line);
  const groups = reachesOf(likely, read).map((range) => {
    const members = likely.filter((number) => isWithin(number, range));
    const weights = { ...weightsFor(members[0]!), leastLattice: LEAST_LATTICE_LOG };
    const own = members.map((number) => ask({ read, range: number, number, weights: weightsFor(number) }));
    const isWider = members.length > 1 || !isWithin(range, members[0]!);
    const wider = isWider ? ask({ read, range, weights }) : undefined;
    const word = wordsRound(range, words);
    const same = isWithin(word, range) ? (wider ?? own[0]!) : undefined;
    return { own, wider, word: same ?? ask({ read, range: word, lookOnly: true }) };
  });
  return ({ numbers, looks }) =>
    groups.flatMap(({ own, wider, word }) => {
      const apart = own.flatMap((at) => numbers[at] ?? []);
      const together = wider === undefined ? undefined : numbers[wider];
      const chosen = chosenOf(apart, together);
      const look = looks[word];
      if (look === undefined || usualHeight === 0) return chosen;
      return chosen.filter((number) => {
        const signs = signsOf(number, { read, word: look, usualHeight, ink: page });
        return numberProbability(signs) >= leastOfWriting(signs);
      });
    });
}

function leastOfWriting({ bar, single }: NumberSigns): number {
  if (bar === 1) return LEAST_BAR;
  return single === 1 ? LEAST_NUMBER : LEAST_LARGE;
}

/** All words that share pieces with the range. */
function wordsRound({ begin, end }: PieceRange, words: readonly PieceRange[]): PieceRange {
  const shared = words.filter((word) => word.begin < end && word.end > begin);
  return { begin: shared[0]!.begin, end: shared.at(-1)!.end };
}

/** The numbers that stand apart, or the one that they and what is unread beside them are. */
function chosenOf(apart: readonly SettledNumber[], together: SettledNumber | undefined): SettledNumber[] {
  if (together === undefined || !isLonger(together, apart)) return [...apart];
  if (together.rawConfidence >= LEAST_WIDER) return [together];
  // As likely as they are to be a part of it only.
  return apart.map((number) => doubted(number, together.rawConfidence));
}

/** The number, no surer than it is one and no letters; nothing where it is hardly one. */
function toldFromLetters(number: SettledNumber, probability: number): SettledNumber[] {
  if (probability < LEAST_NUMBER) return [];
  const { confidence, rawConfidence } = number;
  const atMost = (other: number) => Math.min(other, probability);
  return [{ ...number, confidence: atMost(confidence), rawConfidence: atMost(rawConfidence) }];
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
