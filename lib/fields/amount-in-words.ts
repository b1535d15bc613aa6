import { ANYTHING, either, maybe, NO_LETTER, often, type Pattern, row, word } from '../read/letter-graph.ts';
import {
  ALL_WORDS,
  type Counting,
  HUNDRED,
  SCALES,
  type Spellings,
  wordsBelowHundred,
  wordsOf,
} from './number-words.ts';

/** Words that stand round an amount and say nothing of it. */
const AND = maybe(either(word('and'), word(NO_LETTER)));
const CURRENCY = maybe(either(...['rupees', 'rs', 'dollars', 'pounds', 'euros'].map((name) => word(name))));
const ONLY = maybe(word('only'));

/** A legal amount's whole units in words: any number that people write on cheques, which the pattern's sum is. */
export function anyAmount(counting: Counting): Pattern {
  const scales = SCALES[counting].map(({ value, word: own }) => {
    const below = belowThousand(value, counting);
    return maybe(own ? row(below, spelled(own), AND) : below);
  });
  return row(...scales);
}

/** Any of the words of amounts as the dictionary has them, in whatever order: much quicker to follow than an amount. */
export function amountWords(): Pattern {
  return row(ANYTHING, maybe(often(either(...ALL_WORDS.map(([spelling]) => word(spelling))))), ANYTHING);
}

/** The words of so many whole units, in each of the ways in which they are said. */
export function wordsOfAmount(units: number, counting: Counting): Pattern {
  const words = wordsOf(units, counting);
  return row(
    ...words.flatMap((spellings, i) => (i === 0 ? [spelled(spellings)] : [AND, spelled(spellings)])),
  );
}

/** What may stand before the whole units' words. */
export function beforeUnits(): Pattern {
  return row(ANYTHING, CURRENCY);
}

/** What may stand behind them: hundredths, and what closes the line. */
export function behindUnits(): Pattern {
  return row(CURRENCY, CENTS, CURRENCY, ONLY, ANYTHING);
}

/** From 1 to 999 of a scale; in India no more than 99 of one, but hundreds of units. */
function belowThousand(scale: number, counting: Counting): Pattern {
  const below = belowHundred(scale);
  if (counting === 'lakh' && scale > 1) return below;
  // `Fifteen hundred` is as usual as one thousand five hundred.
  const most = scale === 1 ? 99 : 9;
  const hundreds = row(belowHundred(100 * scale, most), spelled(HUNDRED));
  return either(below, row(hundreds, AND, maybe(below)));
}

/** From 1 to `most` of a scale. */
function belowHundred(scale: number, most = 99): Pattern {
  const one = (number: number) => spelled(wordsBelowHundred(number)[0]!, number * scale);
  const units = either(...range(1, 9).map(one));
  if (most < 10) return units;
  const teens = range(10, 19).map(one);
  const tens = range(2, 9).map((ten) => one(10 * ten));
  return either(units, ...teens, row(either(...tens), maybe(units)));
}

function spelled(spellings: Spellings, adds = 0): Pattern {
  return either(...spellings.map((letters) => word(letters, adds)));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Hundredths in digits (`45/100`, `no/100`) or in words; they add nothing to the whole units. */
const PENCE = either(...['cents', 'paise', 'pence'].map((name) => word(name)));
const OVER_HUNDRED = row(maybe(either(word('no'), word('xx'))), often(word(NO_LETTER)));
const IN_WORDS = either(row(PENCE, belowHundred(0)), row(belowHundred(0), PENCE));
const CENTS = maybe(row(AND, either(OVER_HUNDRED, IN_WORDS)));
