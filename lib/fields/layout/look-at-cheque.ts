import { type ChequeLook, type ChequeMarks, chequeFrame } from './cheque-look.ts';
import { findCombs } from './find-comb.ts';
import { findRows } from './find-rows.ts';

/** Finds once what several of a cheque's fields are looked for by. */
export function lookAtCheque(marks: ChequeMarks): ChequeLook {
  return {
    ...marks,
    frame: chequeFrame(marks),
    combs: findCombs(marks),
    rows: findRows(marks),
    rowsAcross: findRows(marks, { across: true }),
  };
}
