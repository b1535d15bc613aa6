/** A logistic regression: the logarithm of the odds is `bias` plus the sum of weights times values. */
export interface Logistic {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Holds weights near 0 that few examples speak of. */
const RIDGE = 2e-3;
const ROUNDS = 20;

/** Fits by Newton's method; each row has as many values, `isTrue` one entry for each row. */
export function fitLogistic(rows: readonly (readonly number[])[], isTrue: readonly boolean[]): Logistic {
  const inputs = rows.map((row) => [1, ...row]);
  let weights = inputs[0]!.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, i) => (i === 0 ? 0 : RIDGE * weight));
    const curve = weights.map((_, i) => weights.map((__, j) => (i === j ? RIDGE : 0)));
    inputs.forEach((input, k) => {
      const p = sigmoid(dot(weights, input));
      const off = (p - Number(isTrue[k]!)) / inputs.length;
      const steep = (p * (1 - p)) / inputs.length;
      input.forEach((value, i) => {
        slope[i]! += off * value;
        input.forEach((other, j) => {
          curve[i]![j]! += steep * value * other;
        });
      });
    });
    const step = solve(curve, slope);
    weights = weights.map((weight, i) => weight - step[i]!);
  }
  const [bias, ...rest] = weights;
  return { bias: bias!, weights: rest };
}

export function probabilityBy({ bias, weights }: Logistic, row: readonly number[]): number {
  return sigmoid(bias + dot(weights, row));
}

function sigmoid(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Gauss with the largest pivot; the matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows.reduce(
      (best, row, j) => (j > i && Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? j : best),
      i,
    );
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue;
      const share = rows[j]![i]! / rows[i]![i]!;
      rows[j] = rows[j]!.map((value, k) => value - share * rows[i]![k]!);
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
