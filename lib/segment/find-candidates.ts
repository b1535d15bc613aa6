import { median } from '../document/averages.ts';
import { type Box, gapX, unionBoxes } from '../document/geometry.ts';
import type { ComponentLine } from './group-lines.ts';
import { type LabelMap, proposeCuts } from './propose-cuts.ts';
import type { GlyphCandidate, Piece, TextLine } from './text-line.ts';

/** A component as wide as this, in line heights, may hold two digits; one wider than the second is a word or a scrawl. */
const MIN_CUT_WIDTH = 0.7;
const MAX_CUT_WIDTH = 7;
/** One glyph is at most this wide and high, in line heights, and made of at most so many pieces. */
const MAX_WIDTH = 1.25;
const MAX_HEIGHT = 1.6;
const MAX_PIECES = 5;
/** Pieces of different components may be one glyph if they are this near and one of them is only a part of a glyph. */
const MAX_MERGE_GAP = 0.15;
const PART_WIDTH = 0.4;
const PART_HEIGHT = 0.62;

/**
 * Lists every way in which the components of a line may be glyphs: as they are, merged with neighbours, or cut.
 * `dividers` are the standing rules that ran through the line.
 */
export function findCandidates(line: ComponentLine, map: LabelMap, dividers: readonly Box[] = []): TextLine {
  const pieces = line.components
    .flatMap((component): Piece[] => {
      const ratio = component.box.width / line.height;
      const cuttable =
        ratio >= MIN_CUT_WIDTH && ratio <= MAX_CUT_WIDTH && component.box.height >= PART_HEIGHT * line.height;
      return cuttable
        ? proposeCuts(component, line.height, map)
        : [{ label: component.label, box: component.box }];
    })
    .sort((a, b) => a.box.x + a.box.width / 2 - b.box.x - b.box.width / 2);
  const candidates: GlyphCandidate[] = [];
  for (let first = 0; first < pieces.length; first++) {
    for (let last = first; last < pieces.length; last++) {
      const parts = pieces.slice(first, last + 1);
      const box = unionBoxes(parts.map((piece) => piece.box));
      const wholeComponent = isWholeComponent(pieces, first, last);
      if (last > first && !wholeComponent && (parts.length > MAX_PIECES || !fits(box, line.height))) {
        if (parts.length > MAX_PIECES || box.width > 2 * MAX_WIDTH * line.height) break;
        continue;
      }
      if (last > first && !wholeComponent && !mayBeOneGlyph(parts, line.height)) continue;
      candidates.push({ first, last, box, origin: originOf(parts, wholeComponent) });
    }
  }
  return { box: line.box, height: line.height, band: bandOf(line), pieces, candidates, dividers };
}

/** Medians over the full-size glyphs: one long tail or a comma does not move them. */
function bandOf({ components, height }: ComponentLine): TextLine['band'] {
  const full = components.map(({ box }) => box).filter((box) => box.height >= PART_HEIGHT * height);
  return { top: median(full.map(({ y }) => y)), foot: median(full.map((box) => box.y + box.height)) };
}

function fits(box: Box, lineHeight: number): boolean {
  return box.width <= MAX_WIDTH * lineHeight && box.height <= MAX_HEIGHT * lineHeight;
}

/** All the pieces of one component and no other: what was there before any cut. */
function isWholeComponent(pieces: readonly Piece[], first: number, last: number): boolean {
  const { label } = pieces[first]!;
  for (let i = first; i <= last; i++) if (pieces[i]!.label !== label) return false;
  return pieces[first - 1]?.label !== label && pieces[last + 1]?.label !== label;
}

function mayBeOneGlyph(parts: readonly Piece[], lineHeight: number): boolean {
  for (let i = 0; i + 1 < parts.length; i++) {
    const a = parts[i]!;
    const b = parts[i + 1]!;
    if (a.label === b.label) continue;
    if (gapX(a.box, b.box) > MAX_MERGE_GAP * lineHeight) return false;
    if (!isPart(a, lineHeight) && !isPart(b, lineHeight)) return false;
  }
  return true;
}

/** A component of its own that is too small for a glyph; what was cut off another one belongs there. */
function isPart({ box, span }: Piece, lineHeight: number): boolean {
  return (
    span === undefined && (box.width <= PART_WIDTH * lineHeight || box.height <= PART_HEIGHT * lineHeight)
  );
}

function originOf(parts: readonly Piece[], wholeComponent: boolean): GlyphCandidate['origin'] {
  if (wholeComponent) return 'whole';
  return parts.length > 1 && parts.every((piece) => piece.span === undefined) ? 'merged' : 'cut';
}
