import type { Classifier } from '../classify/classifier.ts';
import { median } from '../document/averages.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { DIGITS } from '../read/frames.ts';
import type { SecondLook } from '../read/settle-number.ts';
import type { InkSource } from '../segment/cut-out.ts';
import { lineStrip } from '../segment/line-strip.ts';
import { standsEven } from '../segment/stands-even.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type WordRange, wordsOf } from '../segment/words.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAtStrips } from './look-at-strips.ts';

/** A word of a line of print. */
export interface SeenWord extends WordRange {
  /** What the network for print says of it; undefined when it is too wide to be shown. */
  readonly look: SecondLook | undefined;
  /** Whether that leaves room for a digit. */
  readonly mayHoldDigit: boolean;
}

/** What of a page is print, and what its network sees in it. */
export interface PrintLook {
  /** How high the glyphs of the page's print are, in pixels; 0 for a page without. */
  readonly usualHeight: number;
  /** Of each line of print its words, from left to right; other lines are writing. */
  readonly words: ReadonlyMap<TextLine, readonly SeenWord[]>;
  /** Left out where there is no print, so that nobody was asked. */
  readonly answered?: Required<AnsweringModel>;
}

/**
 * So many lines of so many pieces tell how high a page's print is. What is higher than the third times that is print only if it stands
 * even, and than the fourth times none: entries are typed nearly twice as large as the labels of a form are printed.
 */
const TEXT_LINES = 8;
const TEXT_PIECES = 4;
const LARGE = 1.5;
const LARGEST = 2.5;
/** A word in whose every frame digits are less likely than this has none. */
const LEAST_DIGIT = 0.2;

/** Shows each word of a page's print to the network for print. Throws what `classifier.readStrips` throws. */
export async function lookAtPrint(
  lines: readonly TextLine[],
  page: InkSource,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<PrintLook> {
  const usualHeight = usualHeightOf(lines);
  const print = lines.filter(
    (line) =>
      line.height <= LARGE * usualHeight || (line.height <= LARGEST * usualHeight && standsEven(line)),
  );
  if (print.length === 0) return { usualHeight, words: new Map() };
  const words = print.map((line) =>
    wordsOf(line).map((range) => {
      const pieces = line.pieces.slice(range.begin, range.end);
      return { range, strip: lineStrip({ height: line.height, band: line.band, pieces }, page) };
    }),
  );
  const shown = words
    .flat()
    .flatMap(({ strip }) => (strip.width <= MAX_STRIP_COLUMNS ? { strip, network: 'print' as const } : []));
  const { looks, answered } = await lookAtStrips(shown, classifier, signal);
  const seen = words.map((ofLine) =>
    ofLine.map(({ range, strip }): SeenWord => {
      const look = looks.get(strip);
      return { ...range, look, mayHoldDigit: look === undefined || isDigitLikely(look) };
    }),
  );
  return { usualHeight, words: new Map(print.map((line, i) => [line, seen[i]!])), answered };
}

/** Whether a glyph may be a digit, for all that the network for print says of the words that it has a part in. */
export function mayBeDigit(
  line: TextLine,
  { first, last }: { readonly first: number; readonly last: number },
  { words }: PrintLook,
): boolean {
  const own = words.get(line);
  return own === undefined || own.some((word) => word.mayHoldDigit && word.begin <= last && word.end > first);
}

function isDigitLikely({ classes, probabilities }: SecondLook): boolean {
  const digits = [...DIGITS].map((digit) => classes.indexOf(digit));
  for (let row = 0; row < probabilities.length; row += classes.length) {
    if (digits.reduce((sum, digit) => sum + probabilities[row + digit]!, 0) >= LEAST_DIGIT) return true;
  }
  return false;
}

/** How high the glyphs of the page's text are, in pixels; 0 for a page without text, on which nothing is taken for letters. */
function usualHeightOf(lines: readonly TextLine[]): number {
  const heights = lines.filter(({ pieces }) => pieces.length >= TEXT_PIECES).map(({ height }) => height);
  return heights.length < TEXT_LINES ? 0 : median(heights);
}
