import { type Box, overlapX, overlapY } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { InkSource } from './cut-out.ts';
import { findCandidates } from './find-candidates.ts';
import { type ComponentLine, groupLines } from './group-lines.ts';
import type { TextLine } from './text-line.ts';

export interface SegmentInput extends InkSource {
  readonly dpi: number;
  readonly components: readonly Component[];
  readonly rules: PreparedPage['rules'];
}

/** Components -> lines of text -> candidate glyphs, in reading order: from the top, then from the left. */
export function segmentPage(page: SegmentInput): TextLine[] {
  const standing = page.rules.filter(({ direction }) => direction === 'standing').map(({ box }) => box);
  return groupLines(page.components, page).map((line) => {
    const dividers = standing.filter((box) => runsThrough(box, line));
    return findCandidates(line, page, dividers);
  });
}

/** A rule parts a line's glyphs if it spans most of their height, inside the line. */
function runsThrough(rule: Box, line: ComponentLine): boolean {
  return overlapY(rule, line.box) >= 0.6 * line.height && overlapX(rule, line.box) > 0;
}
