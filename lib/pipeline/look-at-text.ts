import type { Classifier } from '../classify/classifier.ts';
import { median } from '../document/averages.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { type Box, overlapX, unionBoxes } from '../document/geometry.ts';
import { STRIP_FRAME, STRIP_HEIGHT } from '../document/image.ts';
import { DIGITS } from '../read/frames.ts';
import type { SecondLook } from '../read/settle-number.ts';
import { inContext } from '../read/word-context.ts';
import type { InkSource } from '../segment/cut-out.ts';
import { lineStrip } from '../segment/line-strip.ts';
import { standsEven } from '../segment/stands-even.ts';
import type { GlyphCandidate, TextLine } from '../segment/text-line.ts';
import { type WordRange, wordsOf } from '../segment/words.ts';
import type { AnsweringModel } from './answering-model.ts';
import { lookAtStrips } from './look-at-strips.ts';

/** A word of a line. */
export interface SeenWord extends WordRange {
  /** What the network for print says of it, or of writing the line network; undefined when it is too wide to be shown, or was read as a MICR line. */
  readonly look: SecondLook | undefined;
  /** Whether that leaves room for a digit. */
  readonly mayHoldDigit: boolean;
}

/** What of a page is print, what its network sees in it, and where in all lines a digit may stand. */
export interface TextLook {
  /** How high the glyphs of the page's print are, in pixels; 0 for a page without. */
  readonly usualHeight: number;
  /** Of each line of print its words, from left to right; other lines are writing. */
  readonly words: ReadonlyMap<TextLine, readonly SeenWord[]>;
  /** Of each line where digits may stand, in prepared-page pixels, for all that the network for its words says. */
  readonly digits: ReadonlyMap<TextLine, readonly Box[]>;
  /** Left out where there is no line, so that nobody was asked. */
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
/** A digit stands no further than this from a frame in which it is likely, in line heights. */
const REACH = 1.2;

/** Where MICR lines stand: below this share of a page. */
const LOW = 0.75;

export interface LookAtTextOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Tells of a box in prepared-page pixels whether a MICR line was read there. Low lines are shown once that is known, and
   * without what was. @default no line was
   */
  readonly isMicr?: Promise<(box: Box) => boolean> | undefined;
}

/**
 * Shows each word of a page to the network for print, or for what is written by hand. Throws what `classifier.readStrips` throws, and
 * what `isMicr` does.
 */
export async function lookAtText(
  lines: readonly TextLine[],
  page: InkSource,
  classifier: Classifier,
  { signal, isMicr }: LookAtTextOptions = {},
): Promise<TextLook> {
  const usualHeight = usualHeightOf(lines);
  const print = new Set(
    lines.filter(
      (line) =>
        line.height <= LARGE * usualHeight || (line.height <= LARGEST * usualHeight && standsEven(line)),
    ),
  );
  const isLow = ({ band }: TextLine) => isMicr !== undefined && band.top >= LOW * page.height;
  const look = (some: readonly TextLine[], isRead?: (box: Box) => boolean) =>
    lookAtLines(some, page, { print, classifier, signal, ...(isRead && { isRead }) });
  const [high, low] = await Promise.all([
    look(lines.filter((line) => !isLow(line))),
    isMicr?.then((isRead) => look(lines.filter(isLow), isRead)),
  ]);
  const answered = high.answered ?? low?.answered;
  const words = new Map([...high.words, ...(low?.words ?? [])]);
  return {
    usualHeight,
    words: new Map([...words].filter(([line]) => print.has(line))),
    digits: new Map([...words].map(([line, seen]) => [line, seen.flatMap((word) => reachesOf(word, line))])),
    ...(answered && { answered }),
  };
}

interface LookAtLines {
  /** The lines of print; what is none goes to the network for writing. */
  readonly print: ReadonlySet<TextLine>;
  readonly classifier: Classifier;
  readonly signal: AbortSignal | undefined;
  /** What is not shown. @default all is */
  readonly isRead?: (box: Box) => boolean;
}

async function lookAtLines(
  lines: readonly TextLine[],
  page: InkSource,
  { print, classifier, signal, isRead = () => false }: LookAtLines,
): Promise<Pick<TextLook, 'words' | 'answered'>> {
  const words = lines.map((line) =>
    wordsOf(line).map((range) => {
      const pieces = line.pieces.slice(range.begin, range.end);
      if (isRead(unionBoxes(pieces.map(({ box }) => box)))) return { range };
      return { range, strip: lineStrip({ height: line.height, band: line.band, pieces }, page) };
    }),
  );
  const shown = words.flatMap((ofLine, i) => {
    const network = print.has(lines[i]!) ? 'print' : 'lines';
    return ofLine.flatMap(({ strip }) =>
      strip && strip.width <= MAX_STRIP_COLUMNS ? ({ strip, network } as const) : [],
    );
  });
  const { looks, answered } =
    shown.length > 0
      ? await lookAtStrips(shown, classifier, signal)
      : { looks: new Map(), answered: undefined };
  const seen = words.map((ofLine, i) =>
    ofLine.map(({ range, strip }): SeenWord => {
      const look = strip && looks.get(strip);
      if (look === undefined) return { ...range, look, mayHoldDigit: true };
      const mayHoldDigit = digitFramesOf(look).length > 0;
      const isPrint = mayHoldDigit && print.has(lines[i]!);
      return { ...range, look: isPrint ? inContext(look) : look, mayHoldDigit };
    }),
  );
  return { words: new Map(lines.map((line, i) => [line, seen[i]!])), ...(answered && { answered }) };
}

/** Whether a glyph may be a digit, for all that is seen of its line. */
export function mayBeDigit(
  line: TextLine,
  { box }: Pick<GlyphCandidate, 'box'>,
  { digits }: TextLook,
): boolean {
  const reaches = digits.get(line);
  return reaches === undefined || reaches.some((reach) => overlapX(reach, box) > 0);
}

/** Where in a word digits may stand: anywhere in one that was not seen. */
function reachesOf({ look, begin, end }: SeenWord, { pieces, height, box }: TextLine): Box[] {
  if (look === undefined) {
    return [unionBoxes(pieces.slice(begin, end).map((piece) => piece.box))];
  }
  return digitFramesOf(look).map((frame) => {
    const { x } = look.strip.toPage((frame + 0.5) * STRIP_FRAME, STRIP_HEIGHT / 2);
    return { ...box, x: x - REACH * height, width: 2 * REACH * height };
  });
}

/** The frames in which a digit is likely. */
function digitFramesOf({ classes, probabilities }: SecondLook): number[] {
  const digits = [...DIGITS].map((digit) => classes.indexOf(digit));
  return Array.from({ length: probabilities.length / classes.length }, (_, frame) => frame).filter(
    (frame) =>
      digits.reduce((sum, digit) => sum + probabilities[frame * classes.length + digit]!, 0) >= LEAST_DIGIT,
  );
}

/** How high the glyphs of the page's text are, in pixels; 0 for a page without text, on which nothing is taken for letters. */
function usualHeightOf(lines: readonly TextLine[]): number {
  const heights = lines.filter(({ pieces }) => pieces.length >= TEXT_PIECES).map(({ height }) => height);
  return heights.length < TEXT_LINES ? 0 : median(heights);
}
