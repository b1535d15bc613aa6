import { lowerMedian } from '../document/averages.ts';
import { type Box, gapX, unionBoxes } from '../document/geometry.ts';
import type { InkSource } from '../segment/cut-out.ts';
import type { TextLine } from '../segment/text-line.ts';
import {
  type CandidateScores,
  isMark,
  type LatticeReading,
  type LatticeStep,
  type ReadLatticeOptions,
  readLattice,
} from './lattice.ts';
import { printSigns, withoutSigns } from './print-signs.ts';

/** A digit of a number. Box in prepared-page pixels. */
export interface ReadGlyph {
  readonly text: string;
  readonly box: Box;
  /** The candidate it was read from; undefined when the line network alone told it apart. */
  readonly candidate: number | undefined;
  /** One for each of the glyph network's classes. */
  readonly probabilities: ArrayLike<number>;
}

/** A string of digits found in a line. Box in prepared-page pixels. */
export interface FoundNumber {
  readonly glyphs: readonly ReadGlyph[];
  readonly box: Box;
  /** How sure the reader is of the whole string, 0 to 1; not calibrated. */
  readonly rawConfidence: number;
  /** The digits with the separators between them, where the line network read any. */
  readonly written?: string;
  /** From which of the line's pieces up to, not with, which it reaches. */
  readonly begin: number;
  readonly end: number;
}

export interface LineNumbers {
  readonly numbers: readonly FoundNumber[];
  readonly reading: LatticeReading;
  /** Those given, but for what the line shows to be no digits. */
  readonly scores: readonly CandidateScores[];
}

export interface FindNumbersOptions extends ReadLatticeOptions {
  /** The page that the line was cut from: it tells slashes, brackets and percent signs of print from digits. */
  readonly ink?: InkSource;
}

/** A gap wider than this, in line heights, may end a number ... */
const MIN_BREAK = 0.45;
/**
 * ... if it makes the step to the next digit so many times the usual one: the cells of a comb are far apart but even. A
 * typewriter's separator takes one more.
 */
const UNEVEN_STEP = 1.7;
/** Glyphs of a word step on by less than this share of a comb's cell. */
const TEXT_STEP = 0.75;
/** A comb's cells are at most this high and wide, in line heights. */
const MAX_CELL_HEIGHT = 4.5;
const MAX_CELL_WIDTH = 3;
/** A dash is at least this wide and at most this high, in line heights; a slash before it is this much higher than digits. */
const DASH_WIDTH = 0.4;
const DASH_HEIGHT = 0.35;
const SLASH_HEIGHT = 1.15;
const SLASH_WIDTH = 0.6;
/** A letter this near to a lone digit, in line heights, makes it part of a word. */
const WORD_GAP = 0.35;
/** So many digits in a row are a number even with letters beside them: a crossed cell stands before 76 as before 176. */
const SURE_LENGTH = 2;

/** Reads a line and takes the digit strings out of it; separators (dots, commas, dashes, slashes) do not end a string. */
export function findNumbers(
  line: TextLine,
  given: readonly CandidateScores[],
  classes: readonly string[],
  options: FindNumbersOptions,
): LineNumbers {
  const first = readLattice(line, given, classes, options);
  const places = printSigns(line, first, options.ink);
  const candidatesOf = (steps: readonly number[]) =>
    new Set(steps.map((step) => first.steps[step]!.candidate));
  const signs = candidatesOf([...places.keys()]);
  const beside = candidatesOf([...places].flatMap(([step, place]) => (place === 'beside' ? step : [])));
  const scores = signs.size === 0 ? given : withoutSigns(given, signs, classes);
  const reading = signs.size === 0 ? first : readLattice(line, scores, classes, options);
  const isSign = (candidate: number) => signs.has(candidate) || isMark(line.candidates[candidate]!.box, line);
  const goesOn = (candidate: number) => isSign(candidate) && !beside.has(candidate);
  const runs = digitRuns(line, reading, goesOn).flatMap((run) => splitAtGaps(line, reading, run));
  const numbers = runs
    .filter((run) => !isPartOfWord(line, reading, run, isSign))
    .map((run): FoundNumber => {
      const digits = run.filter((step) => reading.steps[step]!.text !== undefined);
      const glyphs = glyphsOf(
        digits.map((step) => reading.steps[step]!),
        line,
        scores,
      );
      return {
        glyphs,
        box: unionBoxes(glyphs.map(({ box }) => box)),
        rawConfidence: reading.confidence(digits[0]!, digits.at(-1)!),
        begin: line.candidates[glyphs[0]!.candidate!]!.first,
        end: line.candidates[glyphs.at(-1)!.candidate!]!.last + 1,
      };
    });
  return { numbers, reading, scores };
}

/** The digits among the steps. */
export function glyphsOf(
  steps: readonly LatticeStep[],
  line: TextLine,
  scores: readonly CandidateScores[],
): ReadGlyph[] {
  return steps.flatMap(({ candidate, text }) =>
    text === undefined
      ? []
      : [
          {
            text,
            box: line.candidates[candidate]!.box,
            candidate,
            probabilities: scores[candidate]!.probabilities,
          },
        ],
  );
}

/** Indexes of steps: each run begins and ends with a digit and has digits and small marks in it. */
function digitRuns(
  line: TextLine,
  { steps }: LatticeReading,
  marks: (candidate: number) => boolean,
): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  const close = () => {
    while (run.length > 0 && (steps[run.at(-1)!]!.text === undefined || isSlashBeforeDash(line, steps, run)))
      run.pop();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  steps.forEach((step, i) => {
    if (step.text !== undefined) run.push(i);
    else if (run.length > 0 && marks(step.candidate)) run.push(i);
    else close();
  });
  close();
  return runs;
}

/** Amounts end in "/-" in India: a slender stroke higher than the digits, with a dash behind it, is no 1. */
function isSlashBeforeDash(line: TextLine, steps: LatticeReading['steps'], run: readonly number[]): boolean {
  const last = run.at(-1)!;
  const dash = steps[last + 1];
  if (run.length < 2 || dash === undefined || dash.text !== undefined) return false;
  const dashBox = line.candidates[dash.candidate]!.box;
  const { box } = line.candidates[steps[last]!.candidate]!;
  return (
    dashBox.width > DASH_WIDTH * line.height &&
    dashBox.height < DASH_HEIGHT * line.height &&
    box.height > SLASH_HEIGHT * (line.band.foot - line.band.top) &&
    box.width < SLASH_WIDTH * box.height
  );
}

/** What lies between a digit of a run and the one before it. */
interface Joint {
  /** From middle to middle, and from ink to ink, in pixels. */
  readonly stride: number;
  readonly gap: number;
  readonly hasMark: boolean;
  readonly divider: 'cell' | 'column' | undefined;
}

/** Cuts a run where something other than the rhythm of its digits comes between: a wide gap, a column, a comb's end. */
function splitAtGaps(line: TextLine, { steps }: LatticeReading, run: readonly number[]): number[][] {
  const boxOf = (step: number) => line.candidates[steps[step]!.candidate]!.box;
  const digits = run.filter((step) => steps[step]!.text !== undefined);
  const joints = digits.slice(1).map((step, i): Joint => {
    const before = boxOf(digits[i]!);
    const after = boxOf(step);
    return {
      stride: centre(after) - centre(before),
      gap: after.x - before.x - before.width,
      hasMark: step - digits[i]! > 1,
      divider: dividerBetween(line, before, after),
    };
  });
  const parts: number[][] = [];
  let from = 0;
  joints.forEach((_, i) => {
    if (!isBreak(joints, i, line.height)) return;
    const at = run.indexOf(digits[i + 1]!);
    parts.push(trimMarks(steps, run.slice(from, at)));
    from = at;
  });
  parts.push(trimMarks(steps, run.slice(from)));
  return parts;
}

function isBreak(joints: readonly Joint[], i: number, lineHeight: number): boolean {
  const { stride, gap, hasMark, divider } = joints[i]!;
  switch (divider) {
    case 'column':
      return true;
    case 'cell':
      // Glyphs without walls between them, closer than cells are, stand beside the comb and not in it.
      return [joints[i - 1], joints[i + 1]].some(
        (other) => other && other.divider === undefined && other.stride < TEXT_STEP * stride,
      );
    case undefined: {
      const least = MIN_BREAK * lineHeight * (hasMark ? 2 : 1);
      if (joints.length === 1) return gap > 2 * least;
      const usual = lowerMedian(joints.map((joint) => joint.stride));
      return gap > least && stride > (hasMark ? UNEVEN_STEP + 1 : UNEVEN_STEP) * usual;
    }
  }
}

/** A short rule between two digits is the side of a comb cell, which holds a number together; a tall one parts columns. */
function dividerBetween(line: TextLine, before: Box, after: Box): 'cell' | 'column' | undefined {
  const from = before.x + before.width / 2;
  const to = after.x + after.width / 2;
  const between = line.dividers.filter(({ x, width }) => x + width / 2 > from && x + width / 2 < to);
  if (between.length === 0) return undefined;
  const isCell = between.length === 1 && between[0]!.height <= MAX_CELL_HEIGHT * line.height;
  return isCell && to - from <= MAX_CELL_WIDTH * line.height ? 'cell' : 'column';
}

function trimMarks(steps: LatticeReading['steps'], run: readonly number[]): number[] {
  const last = run.findLastIndex((step) => steps[step]!.text !== undefined);
  return run.slice(0, last + 1);
}

function isPartOfWord(
  line: TextLine,
  { steps }: LatticeReading,
  run: readonly number[],
  marks: (candidate: number) => boolean,
): boolean {
  const digits = run.filter((step) => steps[step]!.text !== undefined).length;
  if (digits >= SURE_LENGTH) return false;
  const boxOf = (step: number) => line.candidates[steps[step]!.candidate]!.box;
  const letterBeside = (inner: number, outer: number) => {
    const step = steps[outer];
    if (step === undefined || step.text !== undefined || marks(step.candidate)) return false;
    return gapX(boxOf(inner), boxOf(outer)) < WORD_GAP * line.height;
  };
  return letterBeside(run[0]!, run[0]! - 1) || letterBeside(run.at(-1)!, run.at(-1)! + 1);
}

function centre(box: Box): number {
  return box.x + box.width / 2;
}
