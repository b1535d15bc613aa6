import type { FindRulesOptions } from '../../lib/preprocess/find-rules.ts';

/** Sizes for small pictures: a digit of these is 14 to 20 pixels high. */
export const SMALL_RULES: FindRulesOptions = {
  minLength: 24,
  minStandingLength: 36,
  minSideLength: 16,
  maxThickness: 4,
  maxBreak: 1,
};
