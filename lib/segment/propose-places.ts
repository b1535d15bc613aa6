import type { Box } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { Rule } from '../preprocess/rule.ts';
import type { ProposedComb } from './combs-of-cells.ts';
import { formRules } from './form-rules.ts';
import { type ProposedPlace, proposeBoxes } from './propose-boxes.ts';
import { proposeCombs } from './propose-combs.ts';
import { proposeLines } from './propose-lines.ts';
import { ruledCells } from './ruled-cells.ts';

/** Where a form wants to be written on, in prepared-page pixels, each in reading order. */
export interface ProposedPlaces {
  readonly combs: readonly ProposedComb[];
  readonly places: readonly ProposedPlace[];
  /** All that rules enclose, and the rules. */
  readonly cells: readonly Box[];
  readonly rules: readonly Pick<Rule, 'direction' | 'box'>[];
}

/** Finds the places of a form that are meant to be written in: combs, single boxes, cells of tables and lines. */
export function proposePlaces(page: PreparedPage): ProposedPlaces {
  const rules = formRules(page);
  const cells = ruledCells(rules, page);
  const combs = proposeCombs(page, cells);
  const inCombs = combs.map(({ box }) => box);
  const places = [
    ...proposeBoxes(cells, inCombs, page),
    ...proposeLines(rules, [...cells, ...inCombs], page),
  ];
  return { combs, places, cells, rules };
}
