import type { GreyImage } from '../document/image.ts';
import type { LabelMap } from './propose-cuts.ts';
import type { GlyphCandidate, Piece, TextLine } from './text-line.ts';

/** The layers of a prepared page that a glyph is cut from. */
export interface InkSource extends LabelMap {
  readonly height: number;
  /** Bright on black: 0 paper, 255 full ink. */
  readonly soft: GreyImage;
}

/** Pixels round a glyph's ink that may hold the soft edge of its strokes. */
const EDGE = 1;

/**
 * The picture of one candidate, bright on black, without its neighbours' ink: its own pixels with the soft ink they have,
 * and the soft edge right beside them. One pixel wider than the candidate's box on each side.
 */
export function cutOut(line: TextLine, candidate: GlyphCandidate, page: InkSource): GreyImage {
  const { box } = candidate;
  const width = box.width + 2 * EDGE;
  const height = box.height + 2 * EDGE;
  const own = new Uint8Array(width * height);
  for (let i = candidate.first; i <= candidate.last; i++) {
    markPiece(own, width, line.pieces[i]!, box.x - EDGE, box.y - EDGE, page);
  }
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const pageY = box.y - EDGE + y;
    if (pageY < 0 || pageY >= page.height) continue;
    for (let x = 0; x < width; x++) {
      const pageX = box.x - EDGE + x;
      if (pageX < 0 || pageX >= page.width) continue;
      const at = y * width + x;
      const source = pageY * page.width + pageX;
      const edge = own[at] === 0 && page.labels[source] === 0 && touches(own, width, height, x, y);
      if (own[at] === 1 || edge) data[at] = page.soft.data[source]!;
    }
  }
  return { width, height, data };
}

function markPiece(
  own: Uint8Array,
  width: number,
  piece: Piece,
  left: number,
  top: number,
  page: InkSource,
): void {
  const { box, span, label } = piece;
  for (let y = box.y; y < box.y + box.height; y++) {
    const shift = span ? Math.floor(span.slant * y) : 0;
    for (let x = box.x; x < box.x + box.width; x++) {
      if (page.labels[y * page.width + x] !== label) continue;
      if (span && (x + shift < span.from || x + shift >= span.to)) continue;
      own[(y - top) * width + x - left] = 1;
    }
  }
}

function touches(own: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const at = y * width + x;
  return (
    (x > 0 && own[at - 1] === 1) ||
    (x < width - 1 && own[at + 1] === 1) ||
    (y > 0 && own[at - width] === 1) ||
    (y < height - 1 && own[at + width] === 1)
  );
}
