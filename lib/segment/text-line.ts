import type { Box } from '../document/geometry.ts';

/** A part of a component between two slanted cuts: its pixels have from <= x + slant * y < to, in page pixels. */
export interface CutSpan {
  readonly slant: number;
  readonly from: number;
  readonly to: number;
}

/** The smallest unit that glyphs are put together from: a component, or a part of one between two proposed cuts. */
export interface Piece {
  /** In the page's label map. */
  readonly label: number;
  readonly box: Box;
  /** Present if the component was cut. */
  readonly span?: CutSpan;
}

/** Consecutive pieces that may be one glyph: `first` to `last`, both included, of the line's pieces. */
export interface GlyphCandidate {
  readonly first: number;
  readonly last: number;
  readonly box: Box;
  readonly origin: 'whole' | 'merged' | 'cut';
}

/** Glyphs side by side, with all the ways in which their pieces may be put together. Boxes in prepared-page pixels. */
export interface TextLine {
  readonly box: Box;
  /** The height of its full-size glyphs, in pixels. */
  readonly height: number;
  /** Where most of them begin and end, in pixels from the page's top. */
  readonly band: { readonly top: number; readonly foot: number };
  /** From left to right. */
  readonly pieces: readonly Piece[];
  /** Ordered by `first`, then `last`; every piece is a candidate by itself. */
  readonly candidates: readonly GlyphCandidate[];
  /** Standing rules that ran through the line before they were removed: sides of comb cells, or of a table's columns. */
  readonly dividers: readonly Box[];
}
