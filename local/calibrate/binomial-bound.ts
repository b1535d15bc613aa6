/** So often the place in which a bound lies is halved: to a millionth of a millionth. */
const HALVINGS = 40;
/** Terms of a sum that begins with 1 which no longer matter. */
const NEGLIGIBLE = 1e-15;

/**
 * The highest rate of errors that fits with `wrong` errors among `n` trials: if the true rate were higher, so few errors
 * would be seen with a probability under `doubt` (one-sided bound of Clopper & Pearson, 1934). It is exact: Wilson's
 * interval keeps its promise on average only and is too low for rare errors, which are the ones that matter here.
 * Throws RangeError unless 0 <= wrong <= n and 0 < doubt < 1.
 */
export function upperErrorBound(wrong: number, n: number, doubt: number): number {
  if (!Number.isInteger(wrong) || !Number.isInteger(n) || wrong < 0 || wrong > n) {
    throw new RangeError(`Expected 0 <= wrong <= n, whole numbers, but received ${wrong} of ${n}`);
  }
  expectDoubt(doubt);
  if (wrong === n) return 1;
  if (wrong === 0) return -Math.expm1(Math.log(doubt) / n);
  const choices = logChoices(n, wrong);
  let low = wrong / n;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (probabilityOfAtMost(wrong, n, middle, choices) > doubt) low = middle;
    else high = middle;
  }
  return high;
}

/** Trials without an error that it takes to show a rate of at most `rate`. Throws RangeError unless both are over 0 and under 1. */
export function trialsNeeded(rate: number, doubt: number): number {
  if (!(rate > 0 && rate < 1))
    throw new RangeError(`Expected a rate over 0 and under 1 but received ${rate}`);
  expectDoubt(doubt);
  return Math.ceil(Math.log(doubt) / Math.log1p(-rate));
}

/** That a binomial variable of `n` trials with `rate` is at most `k`, where `rate` is over k / n: the terms fall from k down. */
function probabilityOfAtMost(k: number, n: number, rate: number, choices: number): number {
  const odds = rate / (1 - rate);
  let term = 1;
  let sum = 1;
  for (let i = k; i > 0 && term > NEGLIGIBLE; i--) {
    term *= i / ((n - i + 1) * odds);
    sum += term;
  }
  return sum * Math.exp(choices + k * Math.log(rate) + (n - k) * Math.log1p(-rate));
}

/** Logarithm of the number of ways to choose `k` of `n`. */
function logChoices(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - i + 1) / i);
  return sum;
}

function expectDoubt(doubt: number): void {
  if (!(doubt > 0 && doubt < 1)) {
    throw new RangeError(`Expected a doubt over 0 and under 1 but received ${doubt}`);
  }
}
