import type { Sample } from './sample.ts';
import { drawCombForm } from './scenes/comb-form.ts';
import { drawDepositSlip } from './scenes/deposit-slip.ts';
import { drawIndiaCheque } from './scenes/india-cheque.ts';
import { drawTwoPages } from './scenes/two-pages.ts';
import { drawUsCheck } from './scenes/us-check.ts';

/** How each sample document is drawn, in the order of truth.jsonl. */
export const SAMPLES: readonly (() => Promise<Sample>)[] = [
  drawUsCheck,
  drawIndiaCheque,
  drawCombForm,
  drawTwoPages,
  drawDepositSlip,
];
