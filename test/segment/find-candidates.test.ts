import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { findCandidates } from '../../lib/segment/find-candidates.ts';
import { box, inkBoxes } from '../preprocess/pictures.ts';
import { drawnLine } from './components.ts';

const HEIGHT = 30;
/** A component in more pieces than these is offered in parts alone. */
const MOST_PIECES = 6;

function candidatesOf(...boxes: readonly Box[]) {
  const { line, map } = drawnLine(inkBoxes(400, 60, boxes), HEIGHT);
  return findCandidates(line, map);
}

/** Blocks in a row that hang together by bridges: as many digits that touch. */
function chainOf(x: number, glyphs: number): Box[] {
  return Array.from({ length: glyphs }, (_, i) => [
    box(x + 24 * i, 10, 18, HEIGHT),
    ...(i + 1 < glyphs ? [box(x + 24 * i + 18, 24, 6, 3)] : []),
  ]).flat();
}

describe('findCandidates', () => {
  it('takes glyphs that stand apart as they are', () => {
    const { pieces, candidates } = candidatesOf(box(10, 10, 18, HEIGHT), box(40, 10, 18, HEIGHT));
    expect(pieces.map((piece) => piece.box)).toEqual([box(10, 10, 18, HEIGHT), box(40, 10, 18, HEIGHT)]);
    expect(candidates).toEqual([
      { first: 0, last: 0, box: box(10, 10, 18, HEIGHT), origin: 'whole' },
      { first: 1, last: 1, box: box(40, 10, 18, HEIGHT), origin: 'whole' },
    ]);
  });

  it('offers the parts of two that touch, and both as one', () => {
    const { candidates } = candidatesOf(...chainOf(10, 2));
    expect(candidates.map(({ first, last, origin }) => [first, last, origin])).toEqual([
      [0, 0, 'cut'],
      [0, 1, 'whole'],
      [1, 1, 'cut'],
    ]);
    expect(candidates[1]!.box).toEqual(box(10, 10, 42, HEIGHT));
  });

  it('offers a single wide ring whole beside its halves: recognition decides', () => {
    const ring = [box(10, 10, 36, 4), box(10, 36, 36, 4), box(10, 10, 4, HEIGHT), box(42, 10, 4, HEIGHT)];
    const { pieces, candidates } = candidatesOf(...ring);
    expect(pieces.length).toBeGreaterThanOrEqual(2);
    expect(candidates.filter(({ origin }) => origin === 'whole').map((candidate) => candidate.box)).toEqual([
      box(10, 10, 36, HEIGHT),
    ]);
  });

  it('offers many that touch in parts, and no word as one glyph', () => {
    const { pieces, candidates } = candidatesOf(...chainOf(10, 8));
    expect(pieces.length).toBeGreaterThanOrEqual(8);
    expect(candidates.every(({ origin }) => origin === 'cut')).toBe(true);
    expect(Math.max(...candidates.map((candidate) => candidate.box.width))).toBeLessThan(2 * HEIGHT);
  });

  it('merges a loose flag with the glyph beside it, and no two full glyphs', () => {
    const flag = box(28, 10, 10, 4);
    const { candidates } = candidatesOf(box(10, 12, 16, HEIGHT), flag, box(60, 10, 18, HEIGHT));
    expect(candidates.map(({ first, last, origin }) => [first, last, origin])).toEqual([
      [0, 0, 'whole'],
      [0, 1, 'merged'],
      [1, 1, 'whole'],
      [2, 2, 'whole'],
    ]);
    expect(candidatesOf(box(10, 10, 18, HEIGHT), box(29, 10, 18, HEIGHT)).candidates).toHaveLength(2);
  });

  it('does not merge a dot that is far from its neighbours', () => {
    const { candidates } = candidatesOf(box(10, 10, 18, HEIGHT), box(50, 36, 4, 4));
    expect(candidates).toHaveLength(2);
  });

  it('measures where most full glyphs begin and end, whatever hangs low or reaches far', () => {
    const glyphs = [0, 1, 2, 3].map((i) => box(10 + 40 * i, 10 + i, 18, HEIGHT));
    const { line, map } = drawnLine(
      inkBoxes(400, 90, [...glyphs, box(170, 12, 18, 60), box(195, 34, 4, 12)]),
      HEIGHT,
    );
    // Tops 10, 11, 12, 12 and 13; feet 40, 41, 42, 43 and the tail's 72; the comma is no full glyph.
    expect(findCandidates(line, map).band).toEqual({ top: 12, foot: 42 });
  });

  it('passes on the rules that ran through the line', () => {
    const { line, map } = drawnLine(inkBoxes(60, 60, [box(10, 10, 18, HEIGHT)]), HEIGHT);
    const dividers = [box(35, 5, 2, 40)];
    expect(findCandidates(line, map, dividers).dividers).toEqual(dividers);
  });

  it('keeps its promises for any ink', () => {
    const anyBox = fc.record({
      x: fc.integer({ min: 0, max: 220 }),
      y: fc.integer({ min: 0, max: 25 }),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(anyBox, { minLength: 1, maxLength: 14 }), (boxes) => {
        const { line, map } = drawnLine(inkBoxes(300, 60, boxes), HEIGHT);
        const { pieces, candidates, box: lineBox } = findCandidates(line, map);

        const order = candidates.map(({ first, last }) => first * 1_000 + last);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
        pieces.forEach((piece, i) => {
          expect(candidates).toContainEqual(expect.objectContaining({ first: i, last: i, box: piece.box }));
        });
        for (const candidate of candidates) {
          const parts = pieces.slice(candidate.first, candidate.last + 1);
          expect(candidate.box).toEqual(unionBoxes(parts.map((piece) => piece.box)));
          expect(unionBoxes([candidate.box, lineBox])).toEqual(lineBox);
          // A run of all the pieces of one component that stand together.
          const { label } = parts[0]!;
          const isWhole =
            parts.every((piece) => piece.label === label) &&
            pieces[candidate.first - 1]?.label !== label &&
            pieces[candidate.last + 1]?.label !== label;
          const isMerged = !isWhole && parts.every(({ span }) => span === undefined);
          expect(candidate.origin).toBe(isWhole ? 'whole' : isMerged ? 'merged' : 'cut');
        }
        // A component that may be one glyph or two is there whole, unless another one's piece stands in it.
        for (const { label, box: outline } of line.components) {
          if (outline.width > 2 * HEIGHT) continue;
          const own = pieces.flatMap((piece, i) => (piece.label === label ? [i] : []));
          if (own.at(-1)! - own[0]! + 1 !== own.length) continue;
          // Ink with this many valleys in so little width is no glyph.
          if (own.length > MOST_PIECES) continue;
          expect(candidates).toContainEqual(
            expect.objectContaining({ first: own[0], last: own.at(-1), origin: 'whole' }),
          );
        }
      }),
    );
  });
});
