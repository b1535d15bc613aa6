/**
 * Takes every class but the ten digits and the blank (class 0) out of rows of class probabilities, in place; what is left of
 * each row sums to 1 again.
 */
export function limitToDigits(probabilities: Float32Array, classes: readonly string[]): void {
  const kept = classes.map((name, index) => index === 0 || /^[0-9]$/u.test(name));
  if (probabilities.length % classes.length !== 0) {
    throw new RangeError(
      `Expected rows of ${classes.length} probabilities but received ${probabilities.length} in all`,
    );
  }
  for (let row = 0; row < probabilities.length; row += classes.length) {
    let sum = 0;
    for (let index = 0; index < classes.length; index++) {
      if (kept[index]) sum += probabilities[row + index]!;
      else probabilities[row + index] = 0;
    }
    if (sum === 0) probabilities[row] = 1;
    else for (let index = 0; index < classes.length; index++) probabilities[row + index]! /= sum;
  }
}
