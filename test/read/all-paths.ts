import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import {
  type CandidateScores,
  FAR_GAP,
  isMark,
  type LatticeStep,
  LEAST_PROBABILITY,
  NOT_DIGIT_WEIGHT,
  SWITCH_FAR,
  SWITCH_NEAR,
} from '../../lib/read/lattice.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';

export type State = 'letter' | 'digit';

/** One reading of a whole line, one after the other of everything that may be, with what was before each step. */
export interface Path {
  readonly steps: readonly (LatticeStep & { readonly before: State })[];
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
      const mark = isMark(box, line.height);
      classes.forEach((name, k) => {
        const isDigit = name !== NOT_A_DIGIT;
        const probability = scores[candidate]!.probabilities[k]! * (isDigit || mark ? 1 : NOT_DIGIT_WEIGHT);
        const next: State = isDigit ? 'digit' : mark ? state : 'letter';
        const step = !isDigit && mark ? 1 : next === state ? 1 - switching : switching;
        const text = isDigit ? name : undefined;
        walk(last + 1, next, {
          steps: [...path.steps, { candidate, text, before: state }],
          weight: path.weight * step * Math.max(LEAST_PROBABILITY, probability),
        });
      });
    });
  };
  walk(0, 'letter', { steps: [], weight: 1 - digitPrior });
  walk(0, 'digit', { steps: [], weight: digitPrior });
  return finished;
}

function switchBefore({ pieces, height }: TextLine, piece: number): number {
  const before = pieces[piece - 1]?.box;
  if (before === undefined) return SWITCH_FAR;
  const gap = pieces[piece]!.box.x - before.x - before.width;
  return gap >= FAR_GAP * height ? SWITCH_FAR : SWITCH_NEAR;
}

/** Share of the weight of all paths that have these steps in a row, after `before` where it is known. */
export function shareOf(
  paths: readonly Path[],
  steps: readonly LatticeStep[],
  before: State | undefined,
): number {
  const hasThem = (path: Path) =>
    path.steps.some(
      (step, at) =>
        (before === undefined || step.before === before) &&
        steps.every(
          ({ candidate, text }, i) =>
            path.steps[at + i]?.candidate === candidate && path.steps[at + i]?.text === text,
        ),
    );
  const weigh = (some: readonly Path[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  return weigh(paths.filter(hasThem)) / weigh(paths);
}
