import type { Classifier } from '../classify/classifier.ts';
import { median } from '../document/averages.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { type Box, unionBoxes } from '../document/geometry.ts';
import { DIGITS } from '../read/frames.ts';
import type { SecondLook } from '../read/settle-number.ts';
import { inContext } from '../read/word-context.ts';
import type { InkSource } from '../segment/cut-out.ts';
import { lineStrip } from '../segment/line-strip.ts';
import { standsEven } from '../segment/stands-even.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type WordRange, wordsOf } from '../segment/words.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAtStrips } from './look-at-strips.ts';

/** A word of a line of print. */
export interface SeenWord extends WordRange {
  /** What the network for print says of it; undefined when it is too wide to be shown, or was read as a MICR line. */
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

/** Where MICR lines stand: below this share of a page. */
const LOW = 0.75;

export interface LookAtPrintOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Tells of a box in prepared-page pixels whether a MICR line was read there. Low lines are shown once that is known, and
   * without what was. @default no line was
   */
  readonly isMicr?: Promise<(box: Box) => boolean> | undefined;
}

/** Shows each word of a page's print to the network for print. Throws what `classifier.readStrips` throws, and what `isMicr` does. */
export async function lookAtPrint(
  lines: readonly TextLine[],
  page: InkSource,
  classifier: Classifier,
  { signal, isMicr }: LookAtPrintOptions = {},
): Promise<PrintLook> {
  const usualHeight = usualHeightOf(lines);
  const print = lines.filter(
    (line) =>
      line.height <= LARGE * usualHeight || (line.height <= LARGEST * usualHeight && standsEven(line)),
  );
  const isLow = ({ band }: TextLine) => isMicr !== undefined && band.top >= LOW * page.height;
  const look = (some: readonly TextLine[], isRead?: (box: Box) => boolean) =>
    lookAtLines(some, page, { classifier, signal, ...(isRead && { isRead }) });
  const [high, low] = await Promise.all([
    look(print.filter((line) => !isLow(line))),
    isMicr?.then((isRead) => look(print.filter(isLow), isRead)),
  ]);
  const answered = high.answered ?? low?.answered;
  return {
    usualHeight,
    words: new Map([...high.words, ...(low?.words ?? [])]),
    ...(answered && { answered }),
  };
}

interface LookAtLines {
  readonly classifier: Classifier;
  readonly signal: AbortSignal | undefined;
  /** What is not shown. @default all is */
  readonly isRead?: (box: Box) => boolean;
}

async function lookAtLines(
  lines: readonly TextLine[],
  page: InkSource,
  { classifier, signal, isRead = () => false }: LookAtLines,
): Promise<Omit<PrintLook, 'usualHeight'>> {
  const words = lines.map((line) =>
    wordsOf(line).map((range) => {
      const pieces = line.pieces.slice(range.begin, range.end);
      if (isRead(unionBoxes(pieces.map(({ box }) => box)))) return { range };
      return { range, strip: lineStrip({ height: line.height, band: line.band, pieces }, page) };
    }),
  );
  const shown = words
    .flat()
    .flatMap(({ strip }) =>
      strip && strip.width <= MAX_STRIP_COLUMNS ? [{ strip, network: 'print' as const }] : [],
    );
  const { looks, answered } =
    shown.length > 0
      ? await lookAtStrips(shown, classifier, signal)
      : { looks: new Map(), answered: undefined };
  const seen = words.map((ofLine) =>
    ofLine.map(({ range, strip }): SeenWord => {
      const look = strip && looks.get(strip);
      if (look === undefined) return { ...range, look, mayHoldDigit: true };
      const mayHoldDigit = isDigitLikely(look);
      return { ...range, look: mayHoldDigit ? inContext(look) : look, mayHoldDigit };
    }),
  );
  return { words: new Map(lines.map((line, i) => [line, seen[i]!])), ...(answered && { answered }) };
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
