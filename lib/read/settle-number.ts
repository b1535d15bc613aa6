import { type Box, unionBoxes } from '../document/geometry.ts';
import { STRIP_FRAME } from '../document/image.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import { GLYPH_BOTTOM, GLYPH_TOP, type LineStrip } from '../segment/line-strip.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type FoundNumber, glyphsOf, type ReadGlyph } from './find-numbers.ts';
import { DIGITS, type DigitFrames, digitFrames, type FrameScores, placeText, ROW } from './frames.ts';
import { type CandidateScores, isMark, type LatticeReading } from './lattice.ts';
import { LEAST_LATTICE_LOG, type ReadingWeights, weighReadings } from './weigh-readings.ts';
import { writtenText } from './written-text.ts';

/** A line with what the glyph network and the lattice make of it. */
export interface ReadLine {
  readonly line: TextLine;
  readonly scores: readonly CandidateScores[];
  readonly classes: readonly string[];
  readonly reading: LatticeReading;
}

/** Pieces of a line from `begin` up to, not with, `end`. */
export interface PieceRange {
  readonly begin: number;
  readonly end: number;
}

/** What the line network was shown of the pieces, and what it said. */
export interface SecondLook extends FrameScores {
  readonly strip: LineStrip;
}

/** Ink beside a number, nearer than this in line heights, may be digits of it that no cut parts. */
const BESIDE = 0.35;
/** Two digits that touch are wider than this, in line heights; letters and the symbols of a MICR line seldom are. */
const PAIR_WIDTH = 0.85;
/** A number that the lattice is less sure of may be letters, and what stands beside it letters too. */
const SURE_NUMBER = 0.5;
/** So many glyphs on either side of a number are shown to the line network with it. */
const MOST_BESIDE = 3;

/**
 * How far a number may reach: over what stands right beside it and was taken for no digit, as two digits that touch are.
 * Numbers that come to share pieces are one.
 */
export function reachesOf(numbers: readonly FoundNumber[], { line, reading }: ReadLine): PieceRange[] {
  const steps = reading.steps.map(({ candidate, text }) => ({ text, ...line.candidates[candidate]! }));
  const grow = (number: FoundNumber): PieceRange => {
    if (number.rawConfidence < SURE_NUMBER) return number;
    let from = steps.findIndex(({ first }) => first === number.begin);
    let to = steps.findIndex(({ last }) => last + 1 === number.end);
    const mayBelong = (inner: number, outer: number) => {
      const other = steps[outer];
      if (other === undefined || other.text !== undefined || isMark(other.box, line)) return false;
      if (other.box.width < PAIR_WIDTH * line.height) return false;
      const [left, right] = inner < outer ? [steps[inner]!.box, other.box] : [other.box, steps[inner]!.box];
      return right.x - left.x - left.width < BESIDE * line.height;
    };
    for (let k = 0; k < MOST_BESIDE && mayBelong(from, from - 1); k++) from--;
    for (let k = 0; k < MOST_BESIDE && mayBelong(to, to + 1); k++) to++;
    return { begin: steps[from]!.first, end: steps[to]!.last + 1 };
  };
  const ranges: PieceRange[] = [];
  for (const range of numbers.map(grow)) {
    const before = ranges.at(-1);
    if (before && range.begin < before.end)
      ranges[ranges.length - 1] = { begin: before.begin, end: range.end };
    else ranges.push(range);
  }
  return ranges;
}

/** Weighs both readings of a range of pieces; undefined when no digit is the likeliest. */
export function settleNumber(
  read: ReadLine,
  range: PieceRange,
  look: SecondLook,
  weights?: ReadingWeights,
): FoundNumber | undefined {
  const { reading } = read;
  const { begin, end } = range;
  const frames = digitFrames(look);
  const lattice = digitsWithin(read, range);
  const { text, confidence } = weighReadings(
    frames,
    lattice,
    (other) => reading.textLog(other, begin, end),
    weights,
  );
  if (text === '') return undefined;
  const glyphs = locate(text, read, range, frames, look.strip);
  const box = unionBoxes(glyphs.map((glyph) => glyph.box));
  const written = withSlashes(writtenText(look, text), slashesIn(glyphs, read));
  return {
    glyphs,
    box,
    rawConfidence: confidence,
    ...(written === text ? {} : { written }),
    begin,
    end,
  };
}

/** After how many of the number's digits a stroke stands that print shows to be a slash. */
function slashesIn(glyphs: readonly ReadGlyph[], { line, scores, reading }: ReadLine): ReadonlySet<number> {
  const pieceOf = (glyph: ReadGlyph) => line.candidates[glyph.candidate ?? -1]?.first ?? Number.NaN;
  const firsts = glyphs.map(pieceOf);
  const strokes = reading.steps.flatMap(({ candidate }) =>
    scores[candidate]?.isSign ? line.candidates[candidate]!.first : [],
  );
  return new Set(strokes.map((stroke) => firsts.filter((first) => first < stroke).length));
}

/** Text with a slash after so many of its digits, where no separator stands yet; never before the first or behind the last. */
function withSlashes(text: string, after: ReadonlySet<number>): string {
  let done = 0;
  return [...text]
    .map((sign, i) => {
      if (!DIGITS.includes(sign)) return sign;
      done++;
      const next = text[i + 1];
      return after.has(done) && next !== undefined && DIGITS.includes(next) ? `${sign}/` : sign;
    })
    .join('');
}

/** The digits that the lattice's best path has in the range. */
function digitsWithin({ line, reading }: ReadLine, { begin, end }: PieceRange): string {
  return reading.steps
    .filter(({ candidate }) => {
      const { first, last } = line.candidates[candidate]!;
      return first >= begin && last < end;
    })
    .map(({ text }) => text ?? '')
    .join('');
}

/** Where each digit stands: by the lattice's cuts, or, where it has none, by the frames it was read in. */
function locate(
  text: string,
  { line, scores, classes, reading }: ReadLine,
  { begin, end }: PieceRange,
  frames: DigitFrames,
  strip: LineStrip,
): ReadGlyph[] {
  const steps =
    reading.textLog(text, begin, end) > LEAST_LATTICE_LOG ? reading.stepsFor(text, begin, end) : undefined;
  if (steps) return glyphsOf(steps, line, scores);
  const places = placeText(frames, text) ?? [];
  return places.map(({ from, to }, k): ReadGlyph => {
    const left = (places[k - 1]?.to ?? from - 2 * (to - from + 1)) + from;
    const right = to + (places[k + 1]?.from ?? to + 2 * (to - from + 1));
    const peak = peakOf(frames, from, to, DIGITS.indexOf(text[k]!));
    return {
      text: text[k]!,
      box: boxBetween(strip, ((left + 1) / 2) * STRIP_FRAME, ((right + 1) / 2) * STRIP_FRAME),
      candidate: undefined,
      probabilities: classes.map((name) =>
        Math.exp(peak[name === NOT_A_DIGIT ? DIGITS.length : DIGITS.indexOf(name)]!),
      ),
    };
  });
}

/** The row of the frame that is surest of the digit. */
function peakOf({ logs }: DigitFrames, from: number, to: number, digit: number): Float64Array {
  let best = from;
  for (let frame = from; frame <= to; frame++)
    if (logs[frame * ROW + digit]! > logs[best * ROW + digit]!) best = frame;
  return logs.subarray(best * ROW, (best + 1) * ROW);
}

function boxBetween(strip: LineStrip, left: number, right: number): Box {
  const middle = (left + right) / 2;
  const top = strip.toPage(middle, GLYPH_TOP).y;
  const foot = strip.toPage(middle, GLYPH_BOTTOM).y;
  const x = strip.toPage(left, 0).x;
  return { x, y: top, width: strip.toPage(right, 0).x - x, height: foot - top };
}
