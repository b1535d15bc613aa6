import { mean, median } from '../document/averages.ts';
import type { Box } from '../document/geometry.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import { cutOut, type InkSource } from '../segment/cut-out.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type CandidateScores, isMark, type LatticeReading } from './lattice.ts';
import { type StrokeShape, strokeShape } from './stroke-shape.ts';

/** Digits of one font are as high as each other within this share, or within so many pixels. */
const EVEN = 0.06;
const EVEN_PIXELS = 1;
/** So many digits tell of a font although others, at most a quarter of all, stand out of it; their feet are this even. */
const MANY = 3;
const EVEN_FEET_PIXELS = 3;
/** A stroke between or beside so many even digits is none if it is this much higher than they are. */
const HIGHER = 1.1;
const MUCH_HIGHER = 1.2;
/** ... and by so many pixels: at low resolution a 1 is a pixel or two higher than other digits by chance. */
const HIGHER_PIXELS = 3;
/** A bracket's foot hangs below the digits' by this share of their height. */
const HANGING = 0.1;
/** Strokes are at most this wide, of their height; brackets are slenderer. */
const SLENDER = 0.75;
const BRACKET_WIDTH = 0.55;
/** Strokes have no more ink than this; brackets are bowed by so much and hardly lean; see StrokeShape. */
const STROKE_INK = 0.22;
const BOWED = 0.09;
const HARDLY_LEANING = 0.2;
/** Slashes lean, one way or the other, where digits stand upright. */
const LEANING = 0.3;
const UPRIGHT = -0.15;
/** A percent sign looks like an 8 whose upper ring stands left of the lower one, and further so than in the digits before it. */
const PERCENT_LEAN = 0.17;
const PERCENT_FURTHER = 0.14;
/** Letters without ascenders are at most this high beside digits. */
const LOWER = 0.82;
/** Digits further from each other than this, in line heights, need not be of one font. */
const WIDE_GAP = 1;

/** What slashes and brackets are read as. */
const STROKE = '1';

/** Where a sign stands: between two digits of a number, as a slash, or at its beginning or end. */
export type SignPlace = 'between' | 'beside';

interface Digit {
  readonly step: number;
  readonly text: string;
  readonly box: Box;
  /** Undefined where no page is known. */
  readonly shape: StrokeShape | undefined;
}

interface Font {
  readonly height: number;
  readonly foot: number;
  /** How many digits tell of it. */
  readonly digits: number;
}

/**
 * The steps that print shows to be signs rather than the digits that they look like: slashes and brackets (1), percent (8)
 * and dollar signs (5), letters. Digits of a font are all of one height and upright, these stand out above or below, lean or
 * are bowed. Writing by hand is uneven, so that it is left as it is. `ink` is the page that the line was cut from.
 */
export function printSigns(
  line: TextLine,
  { steps }: LatticeReading,
  ink?: InkSource,
): ReadonlyMap<number, SignPlace> {
  const signs = new Map<number, SignPlace>();
  for (const run of runsOf(line, steps)) {
    const digits = run.map((step): Digit => {
      const candidate = line.candidates[steps[step]!.candidate]!;
      const shape = ink && strokeShape(cutOut(line, candidate, ink));
      return { step, text: steps[step]!.text!, box: candidate.box, shape };
    });
    const isOutermost = (step: number) => step === run[0] || step === run.at(-1);
    for (const { step, text } of signsAmong(digits))
      signs.set(step, text === STROKE && !isOutermost(step) ? 'between' : 'beside');
  }
  return signs;
}

/** The scores with the signs' candidates said to be no digits. */
export function withoutSigns(
  scores: readonly CandidateScores[],
  signs: ReadonlySet<number>,
  classes: readonly string[],
): CandidateScores[] {
  const none = Float32Array.from(classes, (name) => (name === NOT_A_DIGIT ? 1 : 0));
  return scores.map((own, candidate) => (signs.has(candidate) ? { probabilities: none, isSign: true } : own));
}

function signsAmong(run: readonly Digit[]): readonly Digit[] {
  const brackets = bracketsOf(run);
  const inner = run.filter((digit) => !brackets.includes(digit));
  const font = fontOf(inner);
  if (font === undefined) return brackets;
  const upright = inner.flatMap(({ text, shape }) => ('17'.includes(text) ? [] : (shape?.lean ?? [])));
  const isUpright = upright.length > 0 && mean(upright) > UPRIGHT;
  return [
    ...brackets,
    ...tallStrokes(inner, font),
    ...inner.filter(
      (digit, i) =>
        (isUpright && isSlash(digit)) ||
        isLetter(digit, font) ||
        (inner.length > 1 &&
          ((i === 0 && isDollar(digit, font)) ||
            (i === inner.length - 1 && isPercent(digit, inner.slice(0, -1))))),
    ),
  ];
}

/** Bowed strokes round a number, or before one. A 1 with a foot is bowed as `)` is, so that this needs the other one. */
function bracketsOf(run: readonly Digit[]): readonly Digit[] {
  const first = run[0]!;
  const last = run.at(-1)!;
  if (!isBowed(first, 1)) return [];
  if (run.length > 2 && isBowed(last, -1)) return [first, last];
  const inner = run.slice(1).filter(({ text }) => text !== STROKE);
  return inner.length === 0 ? (run.length > 2 ? [first] : []) : isEven(inner) ? [first] : [];
}

function isBowed({ text, box, shape }: Digit, way: 1 | -1): boolean {
  if (text !== STROKE || shape === undefined || box.width > BRACKET_WIDTH * box.height) return false;
  return shape.ink <= STROKE_INK && Math.abs(shape.lean) < HARDLY_LEANING && way * shape.bow >= BOWED;
}

/** That of all digits but 1s, or that of most of many; undefined for writing by hand. */
function fontOf(digits: readonly Digit[]): Font | undefined {
  const others = digits.filter(({ text }) => text !== STROKE);
  const describe = (of: readonly Digit[]): Font => ({
    height: median(of.map(({ box }) => box.height)),
    foot: median(of.map(footOf)),
    digits: of.length,
  });
  if (others.length > 0 && isEven(others)) return describe(others);
  if (digits.length <= MANY) return undefined;
  const height = median(digits.map(({ box }) => box.height));
  const even = digits.filter(({ box }) => isNear(box.height, height));
  const feet = even.map(footOf);
  const isMost = even.length >= MANY && even.length * 4 >= digits.length * 3;
  return isMost && Math.max(...feet) - Math.min(...feet) <= EVEN_FEET_PIXELS ? describe(even) : undefined;
}

/** Strokes that stand out above or below. */
function tallStrokes(run: readonly Digit[], { height, foot, digits }: Font): readonly Digit[] {
  const least = Math.max((digits >= MANY ? HIGHER : MUCH_HIGHER) * height, height + HIGHER_PIXELS);
  const found = run.filter(
    ({ text, box }) => text === STROKE && box.height >= least && box.width <= SLENDER * box.height,
  );
  // One digit tells little of a font: only a pair of brackets round it does.
  const isPair = found.includes(run[0]!) && found.includes(run.at(-1)!);
  const isRound = isPair && found.every((stroke) => footOf(stroke) > foot + HANGING * height);
  return digits > 1 || isRound ? found : [];
}

function isSlash({ text, shape }: Digit): boolean {
  return text === STROKE && shape !== undefined && shape.ink <= STROKE_INK && Math.abs(shape.lean) >= LEANING;
}

function isPercent({ text, shape }: Digit, before: readonly Digit[]): boolean {
  const usual = mean(before.map((digit) => digit.shape?.lean ?? 0));
  return text === '8' && shape !== undefined && shape.lean >= Math.max(PERCENT_LEAN, usual + PERCENT_FURTHER);
}

function isDollar({ text, box }: Digit, { height, digits }: Font): boolean {
  return digits > 1 && '358'.includes(text) && box.height >= HIGHER * height;
}

function isLetter({ box }: Digit, { height, digits }: Font): boolean {
  return digits >= MANY && box.height <= LOWER * height;
}

/** Digits in a row, with marks but nothing else between them, and no wide gap. */
function runsOf(line: TextLine, steps: LatticeReading['steps']): number[][] {
  const runs: number[][] = [[]];
  let right = -Infinity;
  steps.forEach(({ text, candidate }, step) => {
    const { box } = line.candidates[candidate]!;
    if (text === undefined) {
      if (!isMark(box, line)) runs.push([]);
      return;
    }
    if (box.x - right > WIDE_GAP * line.height) runs.push([]);
    runs.at(-1)!.push(step);
    right = box.x + box.width;
  });
  return runs.filter((run) => run.length > 1);
}

function isEven(digits: readonly Digit[]): boolean {
  const heights = digits.map(({ box }) => box.height);
  const height = median(heights);
  return heights.every((other) => isNear(other, height));
}

function isNear(height: number, usual: number): boolean {
  return Math.abs(height - usual) <= Math.max(EVEN_PIXELS, EVEN * usual);
}

function footOf({ box }: Digit): number {
  return box.y + box.height;
}
