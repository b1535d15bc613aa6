import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import {
  type CandidateScores,
  FAR_GAP,
  isMark,
  type LatticeStep,
  LEAST_PROBABILITY,
  MARK_DIGIT_WEIGHT,
  NOT_DIGIT_WEIGHT,
  SWITCH_FAR,
  SWITCH_NEAR,
} from '../../lib/read/lattice.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';

type State = 'letter' | 'digit';

/** One reading of a whole line, one after the other of everything that may be. */
export interface Path {
  readonly steps: readonly LatticeStep[];
  readonly weight: number;
}

/** Every way to read a line and its weight, by the lattice's definition and without any of its short cuts. */
export function allPaths(
  line: TextLine,
  scores: readonly CandidateScores[],
  classes: readonly string[],
  digitPrior: number,
): Path[] {
  const finished: Path[] = [];
  const walk = (piece: number, state: State, path: Path): void => {
    if (piece === line.pieces.length) {
      finished.push(path);
      return;
    }
    const switching = switchBefore(line, piece);
    line.candidates.forEach(({ first, last, box }, candidate) => {
      if (first !== piece) return;
      const mark = isMark(box, line);
      classes.forEach((name, k) => {
        const isDigit = name !== NOT_A_DIGIT;
        const probability = scores[candidate]!.probabilities[k]! * weightOf(isDigit, mark);
        const next: State = isDigit ? 'digit' : mark ? state : 'letter';
        const step = !isDigit && mark ? 1 : next === state ? 1 - switching : switching;
        const text = isDigit ? name : undefined;
        walk(last + 1, next, {
          steps: [...path.steps, { candidate, text }],
          weight: path.weight * step * Math.max(LEAST_PROBABILITY, probability),
        });
      });
    });
  };
  walk(0, 'letter', { steps: [], weight: 1 - digitPrior });
  walk(0, 'digit', { steps: [], weight: digitPrior });
  return finished;
}

function weightOf(isDigit: boolean, mark: boolean): number {
  if (isDigit) return mark ? MARK_DIGIT_WEIGHT : 1;
  return mark ? 1 : NOT_DIGIT_WEIGHT;
}

function switchBefore({ pieces, height }: TextLine, piece: number): number {
  const before = pieces[piece - 1]?.box;
  if (before === undefined) return SWITCH_FAR;
  const gap = pieces[piece]!.box.x - before.x - before.width;
  return gap >= FAR_GAP * height ? SWITCH_FAR : SWITCH_NEAR;
}

/** Share of the weight of all paths that have these steps in a row. */
export function shareOfSteps(paths: readonly Path[], steps: readonly LatticeStep[]): number {
  return shareOf(paths, (path) =>
    path.steps.some((_, at) =>
      steps.every(
        ({ candidate, text }, i) =>
          path.steps[at + i]?.candidate === candidate && path.steps[at + i]?.text === text,
      ),
    ),
  );
}

/**
 * Share of the weight of all paths whose digits between the same two pieces are those of the steps `from` to `to`. The
 * pieces are those of the steps and of the marks beside them that are read as no digits.
 */
export function shareOfText(
  paths: readonly Path[],
  line: TextLine,
  steps: readonly LatticeStep[],
  from: number,
  to: number,
): number {
  const isLooseMark = ({ candidate, text }: LatticeStep) =>
    text === undefined && isMark(line.candidates[candidate]!.box, line);
  const before = steps.slice(0, from).findLastIndex((step) => !isLooseMark(step)) + 1;
  const after = steps.findIndex((step, i) => i > to && !isLooseMark(step));
  const own = steps.slice(before, after < 0 ? steps.length : after);
  const start = line.candidates[own[0]!.candidate]!.first;
  const end = line.candidates[own.at(-1)!.candidate]!.last;
  const text = digitsOf(own);
  return shareOf(paths, (path) => {
    const first = path.steps.findIndex(({ candidate }) => line.candidates[candidate]!.first === start);
    const last = path.steps.findIndex(({ candidate }) => line.candidates[candidate]!.last === end);
    return first >= 0 && last >= 0 && digitsOf(path.steps.slice(first, last + 1)) === text;
  });
}

/** The steps of a path from piece `begin` up to, not with, `end`; undefined when it merges over either. */
export function stepsWithin(
  { steps }: Path,
  line: TextLine,
  begin: number,
  end: number,
): readonly LatticeStep[] | undefined {
  const within = steps.filter(({ candidate }) => {
    const { first, last } = line.candidates[candidate]!;
    return last >= begin && first < end;
  });
  const pieces = within.flatMap(({ candidate }) => {
    const { first, last } = line.candidates[candidate]!;
    return [first, last];
  });
  return pieces[0] === begin && pieces.at(-1) === end - 1 ? within : undefined;
}

export function digitsOf(steps: readonly LatticeStep[]): string {
  return steps.map(({ text }) => text ?? '').join('');
}

export function shareOf(paths: readonly Path[], has: (path: Path) => boolean): number {
  const weigh = (some: readonly Path[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  return weigh(paths.filter(has)) / weigh(paths);
}
