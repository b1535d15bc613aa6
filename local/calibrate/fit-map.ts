import { type CalibrationMap, evidence } from '../../lib/read/calibration.ts';

/** A string that was read with a confidence of `raw` (0 to 1). */
export interface RawAnswer {
  readonly raw: number;
  readonly correct: boolean;
}

/** Pull towards a = b = 1, c = 0, as many squared steps as this weighs: keeps few or parted answers from an endless slope. */
const PULL = 0.01;
const IDENTITY = [1, 1, 0] as const;
const MAX_STEPS = 100;
const SETTLED = 1e-10;

/**
 * The calibration map that makes the answers likeliest (logistic regression by Newton's method), of those that never fall:
 * where the best slope is under 0 the input is left out. Throws RangeError for no answers.
 */
export function fitMap(answers: readonly RawAnswer[]): CalibrationMap {
  if (answers.length === 0)
    throw new RangeError('Expected at least one answer to calibrate on but received 0');
  const rows = answers.map(({ raw, correct }): Row => {
    const { sure, doubt } = evidence(raw);
    return { inputs: [sure, doubt, 1], correct };
  });
  // The loss is convex: its least value under the two conditions is that of the best of these that keeps to them.
  const fits = [[0, 1, 2], [0, 2], [1, 2], [2]].map((used) => regress(rows, used));
  const best = fits
    .filter(({ weights: [a, b] }) => a >= 0 && b >= 0)
    .reduce((least, fit) => (fit.loss < least.loss ? fit : least));
  const [a, b, c] = best.weights;
  return { a, b, c };
}

type Three = [number, number, number];

interface Row {
  readonly inputs: Readonly<Three>;
  readonly correct: boolean;
}

/** Logistic regression on the inputs named in `used`; the weights of the others are 0. */
function regress(rows: readonly Row[], used: readonly number[]): { weights: Three; loss: number } {
  let weights: Three = [0, 0, 0];
  for (const i of used) weights[i] = IDENTITY[i]!;
  let loss = lossOf(rows, weights);
  for (let count = 0; count < MAX_STEPS; count++) {
    const step = newtonStep(rows, weights, used);
    let part = 1;
    let next = moved(weights, step, part);
    while (lossOf(rows, next) > loss && part > SETTLED) {
      part /= 2;
      next = moved(weights, step, part);
    }
    weights = next;
    loss = lossOf(rows, weights);
    if (part * Math.max(...step.map(Math.abs)) < SETTLED) break;
  }
  return { weights, loss };
}

function lossOf(rows: readonly Row[], weights: Three): number {
  const pull = weights.reduce((sum, weight, i) => sum + (PULL / 2) * (weight - IDENTITY[i]!) ** 2, 0);
  return rows.reduce((sum, { inputs, correct }) => {
    const z = scoreOf(inputs, weights);
    return sum + Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, correct ? -z : z);
  }, pull);
}

/** Gradient over Hessian of the loss, for the weights in `used`. */
function newtonStep(rows: readonly Row[], weights: Three, used: readonly number[]): Three {
  const equations = used.map((i) => [
    ...used.map((j) => (i === j ? PULL : 0)),
    PULL * (weights[i]! - IDENTITY[i]!),
  ]);
  for (const { inputs, correct } of rows) {
    const likely = 1 / (1 + Math.exp(-scoreOf(inputs, weights)));
    used.forEach((i, row) => {
      const equation = equations[row]!;
      used.forEach((j, column) => {
        equation[column]! += likely * (1 - likely) * inputs[i]! * inputs[j]!;
      });
      equation[used.length]! += (likely - (correct ? 1 : 0)) * inputs[i]!;
    });
  }
  const solution = solve(equations);
  const step: Three = [0, 0, 0];
  used.forEach((i, row) => {
    step[i] = solution[row]!;
  });
  return step;
}

/** Gauss-Jordan elimination; the matrix is symmetric and, thanks to the pull, positive definite. */
function solve(equations: readonly number[][]): number[] {
  equations.forEach((pivot, i) => {
    equations.forEach((row, k) => {
      if (k === i) return;
      const factor = row[i]! / pivot[i]!;
      pivot.forEach((value, column) => {
        row[column]! -= factor * value;
      });
    });
  });
  return equations.map((row, i) => row.at(-1)! / row[i]!);
}

function scoreOf(inputs: Readonly<Three>, weights: Readonly<Three>): number {
  return inputs[0] * weights[0] + inputs[1] * weights[1] + inputs[2] * weights[2];
}

function moved(weights: Three, step: Three, part: number): Three {
  return [weights[0] - part * step[0], weights[1] - part * step[1], weights[2] - part * step[2]];
}
