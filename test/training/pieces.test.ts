import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../lib/document/image.ts';
import { randomFor, seededRandom } from '../../local/seeded-random.ts';
import { NOT_A_DIGIT_INDEX } from '../../training/dump-crops/crop-set.ts';
import { blankInk, drawStroke, trimInk } from '../../training/dump-crops/ink-picture.ts';
import { MARKS } from '../../training/dump-crops/marks.ts';
import {
  cutFromPair,
  cutHalf,
  type Digit,
  digitAndHalf,
  joinPair,
} from '../../training/dump-crops/pieces.ts';
import { composeLine } from '../../training/dump-crops/sets/lines.ts';
import { drawPiece } from '../../training/dump-crops/sets/synthetic.ts';

function bar(label: number, width: number, height = 20): Digit {
  return { label, ink: { width, height, data: new Uint8Array(width * height).fill(255) } };
}

const digits: readonly Digit[] = [bar(0, 14), bar(1, 4), bar(2, 12), bar(5, 13), bar(8, 11)];

const hash = (images: readonly (GreyImage | undefined)[]) => {
  const sum = createHash('sha256');
  for (const image of images)
    sum.update(image ? `${image.width}x${image.height}` : 'none').update(image?.data ?? '');
  return sum.digest('hex');
};

describe('seeded random numbers', () => {
  it('are the same for the same seed, and others for another', () => {
    const three = (seed: number) => Array.from({ length: 3 }, seededRandom(seed).next);
    expect(three(1)).toEqual(three(1));
    expect(three(1)).not.toEqual(three(2));
    expect(randomFor(1, 2).next()).not.toBe(randomFor(2, 1).next());
  });

  it('are spread over 0 to 1', () => {
    const random = seededRandom(3);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random.next() * 10)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('drawn pieces', () => {
  it('are the same on every run', () => {
    const draw = () => Array.from({ length: 200 }, (_, i) => drawPiece(digits, randomFor(5, i))?.ink);
    expect(hash(draw())).toBe(hash(draw()));
  });

  it('hold whole digits under their own name and everything else as not-a-digit', () => {
    const labels = new Set(Array.from({ length: 300 }, (_, i) => drawPiece(digits, randomFor(6, i))?.label));
    labels.delete(undefined);
    expect([...labels].sort((a, b) => a! - b!)).toEqual([0, 1, 2, 5, 8, NOT_A_DIGIT_INDEX]);
  });

  it('join pairs as wide as both digits, less an overlap or more a gap', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { ink, seam } = joinPair(bar(2, 12), bar(5, 13), seededRandom(seed));
      expect(ink.width).toBeGreaterThanOrEqual(25 - 3);
      expect(ink.width).toBeLessThanOrEqual(25 + 3);
      expect(Math.abs(seam - 12)).toBeLessThanOrEqual(2);
    }
  });

  it('keep most of a digit that is cut from a pair', () => {
    for (let seed = 0; seed < 100; seed++) {
      const piece = cutFromPair(bar(2, 12), bar(5, 13), seededRandom(seed))!;
      expect([2, 5]).toContain(piece.label);
      expect(piece.ink.width).toBeGreaterThanOrEqual(7);
    }
  });

  it('never halve a 1 or anything as slim, nor keep the right of what stays legible', () => {
    for (let seed = 0; seed < 100; seed++) {
      expect(cutHalf(bar(1, 12), seededRandom(seed))).toBeUndefined();
      expect(cutHalf(bar(0, 6), seededRandom(seed))).toBeUndefined();
      const half = cutHalf(bar(0, 20), seededRandom(seed))!;
      expect(half.width).toBeGreaterThanOrEqual(7);
      expect(half.width).toBeLessThanOrEqual(12);
    }
  });

  it('leave out a digit that only has a blemish of a neighbour', () => {
    for (let seed = 0; seed < 50; seed++) {
      const piece = digitAndHalf(bar(0, 14), bar(1, 3), seededRandom(seed));
      if (piece) expect(piece.width).toBeLessThanOrEqual(20);
    }
  });

  it.each(MARKS.map((mark) => [mark.name, mark] as const))('draw a %s that has ink', (_, mark) => {
    for (let seed = 0; seed < 20; seed++) expect(trimInk(mark(seededRandom(seed)))).toBeDefined();
  });
});

describe('ink pictures', () => {
  it('draw a stroke of the thickness asked for', () => {
    const paper = blankInk(9, 5);
    drawStroke(
      paper,
      [
        { x: 0, y: 2.5 },
        { x: 9, y: 2.5 },
      ],
      1,
    );
    expect([...paper.data.subarray(18, 27)]).toEqual(new Array(9).fill(255));
    expect(paper.data[0]).toBe(0);
  });

  it('are trimmed to their ink', () => {
    const paper = blankInk(5, 4);
    paper.data[1 * 5 + 2] = 200;
    paper.data[2 * 5 + 3] = 200;
    expect(trimInk(paper)).toEqual({ width: 2, height: 2, data: Uint8Array.from([200, 0, 0, 200]) });
    expect(trimInk(blankInk(3, 3))).toBeUndefined();
  });
});

describe('composed lines', () => {
  it('say which digit each pixel of ink belongs to', () => {
    const line = composeLine(digits, randomFor(9, 1));
    expect(line.labels.length).toBeGreaterThanOrEqual(3);
    const owners = new Set(line.owners);
    owners.delete(-1);
    expect(owners.size).toBe(line.labels.length);
    for (let i = 0; i < line.owners.length; i++) {
      expect(line.owners[i]! >= 0).toBe(line.found.labels[i]! > 0);
    }
  });
});
