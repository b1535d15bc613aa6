import type { Component } from '../preprocess/cv/connected-components.ts';
import type { InkSource } from './cut-out.ts';
import { findCandidates } from './find-candidates.ts';
import { groupLines } from './group-lines.ts';
import type { TextLine } from './text-line.ts';

export interface SegmentInput extends InkSource {
  readonly dpi: number;
  readonly components: readonly Component[];
}

/** Components -> lines of text -> candidate glyphs, in reading order: from the top, then from the left. */
export function segmentPage(page: SegmentInput): TextLine[] {
  return groupLines(page.components, page).map((line) => findCandidates(line, page));
}
