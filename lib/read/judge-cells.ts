import { NOT_A_DIGIT } from '../document/model-identity.ts';

/** What stands in one cell of a comb. */
export type CellState = 'digit' | 'blank' | 'crossed';

/** What is known of the ink of one cell. */
export interface CellLook {
  /** Ink of a character's size stands there. */
  readonly hasInk: boolean;
  /** One for each of the glyph network's classes. */
  readonly probabilities: ArrayLike<number>;
  /** How much it looks like a cross, 0 to 1. */
  readonly cross: number;
  /** Width of its ink over its height. */
  readonly breadth: number;
}

export interface JudgedCell {
  readonly state: CellState;
  /** That it is so, 0 to 1. */
  readonly probability: number;
}

/** A cross has arms (weight in logits), and is neither a standing stroke nor between digits. */
const CROSS_WEIGHT = 3;
const CROSS_USUAL = 0.3;
const SLENDER = 0.35;
const SLENDER_LOGIT = -3;
const BETWEEN_LOGIT = -4;
/** Crosses seldom stand alone: beside others, in a comb without any sure digit, one is likelier. */
const AMONG_LOGIT = 1;
/** A lying stroke says that a cell is empty, as a cross does. */
const DASH_BREADTH = 2.2;
const DASH_LOGIT = 3;
/** A cell without ink is blank but for what binarization lost. */
const SURELY_BLANK = 0.995;
const LEAST = 1e-4;

/**
 * Tells crossed cells from those with a digit: by the glyph network's doubt that it is one, by the shape, and by their order,
 * as empty cells stand before the digits or behind them. `mayBeCrossed`: the form lets writers cross cells out.
 */
export function judgeCells(
  cells: readonly CellLook[],
  classes: readonly string[],
  mayBeCrossed: boolean,
): JudgedCell[] {
  const doubt = classes.indexOf(NOT_A_DIGIT);
  const logits = cells.map(({ probabilities, cross, breadth }) => {
    const noDigit = Math.min(1 - LEAST, Math.max(LEAST, probabilities[doubt] ?? 0));
    let logit = Math.log(noDigit / (1 - noDigit)) + CROSS_WEIGHT * (cross - CROSS_USUAL);
    if (breadth < SLENDER) logit += SLENDER_LOGIT;
    if (breadth > DASH_BREADTH) logit += DASH_LOGIT;
    return logit;
  });
  const isSureDigit = cells.map(({ hasInk }, i) => hasInk && logits[i]! < -1);
  const isSureCross = cells.map(({ hasInk }, i) => hasInk && logits[i]! > 1);
  const amongCrosses = isSureCross.some(Boolean) && !isSureDigit.some(Boolean);
  return cells.map(({ hasInk }, i): JudgedCell => {
    if (!hasInk) return { state: 'blank', probability: SURELY_BLANK };
    if (!mayBeCrossed) return { state: 'digit', probability: 1 };
    const isBetween = isSureDigit.slice(0, i).some(Boolean) && isSureDigit.slice(i + 1).some(Boolean);
    const order = (isBetween ? BETWEEN_LOGIT : 0) + (amongCrosses ? AMONG_LOGIT : 0);
    const crossed = 1 / (1 + Math.exp(-(logits[i]! + order)));
    return crossed >= 0.5
      ? { state: 'crossed', probability: crossed }
      : { state: 'digit', probability: 1 - crossed };
  });
}
