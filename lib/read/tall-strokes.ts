import type { Box } from '../document/geometry.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type CandidateScores, isMark, type LatticeReading } from './lattice.ts';

/** Digits of one font are as high as each other within this share, or within so many pixels. */
const EVEN = 0.06;
const EVEN_PIXELS = 1;
/** A stroke between or beside so many even digits is none if it is this much higher than they are. */
const MANY = 3;
const HIGHER = 1.1;
const MUCH_HIGHER = 1.2;
/** A bracket's foot hangs below the digits' by this share of their height. */
const HANGING = 0.1;
/** Strokes are at most this wide, of their height. */
const SLENDER = 0.75;

/**
 * The steps that print shows to be slashes and brackets rather than the 1 that they look like: digits of a font are all of one
 * height, these stand out above or below. Writing by hand is uneven, so that its strokes are left as they are.
 */
export function tallStrokes(line: TextLine, { steps }: LatticeReading): ReadonlySet<number> {
  const boxOf = (step: number) => line.candidates[steps[step]!.candidate]!.box;
  const strokes = new Set<number>();
  for (const run of runsOf(line, steps)) {
    const others = run.filter((step) => steps[step]!.text !== '1').map(boxOf);
    if (others.length === 0 || !isEven(others)) continue;
    const height = median(others.map((box) => box.height));
    const foot = median(others.map((box) => box.y + box.height));
    const isHigher = (box: Box, by: number) => box.height >= by * height && box.width <= SLENDER * box.height;
    const hangs = (box: Box) => box.y + box.height > foot + HANGING * height;
    const found = run.filter((step) => {
      if (steps[step]!.text !== '1') return false;
      return isHigher(boxOf(step), others.length >= MANY ? HIGHER : MUCH_HIGHER);
    });
    const isPair = found.includes(run[0]!) && found.includes(run.at(-1)!);
    // One digit tells little of a font: only a pair of brackets round it does.
    if (others.length === 1 && !(isPair && found.every((step) => hangs(boxOf(step))))) continue;
    for (const step of found) strokes.add(step);
  }
  return strokes;
}

/** The scores with the strokes' candidates said to be no digits. */
export function withoutStrokes(
  scores: readonly CandidateScores[],
  strokes: ReadonlySet<number>,
  classes: readonly string[],
): CandidateScores[] {
  const none = Float32Array.from(classes, (name) => (name === NOT_A_DIGIT ? 1 : 0));
  return scores.map((own, candidate) => (strokes.has(candidate) ? { probabilities: none } : own));
}

/** Digits in a row, with marks but nothing else between them. */
function runsOf(line: TextLine, steps: LatticeReading['steps']): number[][] {
  const runs: number[][] = [[]];
  steps.forEach(({ text, candidate }, step) => {
    if (text !== undefined) runs.at(-1)!.push(step);
    else if (!isMark(line.candidates[candidate]!.box, line)) runs.push([]);
  });
  return runs.filter((run) => run.length > 1);
}

function isEven(boxes: readonly Box[]): boolean {
  const heights = boxes.map(({ height }) => height);
  const height = median(heights);
  return heights.every((other) => Math.abs(other - height) <= Math.max(EVEN_PIXELS, EVEN * height));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
