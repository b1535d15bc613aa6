import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { readLattice } from '../../lib/read/lattice.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';
import { allPaths, shareOfSteps, shareOfText } from './all-paths.ts';
import { LINE_HEIGHT, lineOf } from './lines.ts';

const CLASSES = ['4', '7', NOT_A_DIGIT];

/** Lines of up to four pieces, glyphs, dots, commas and hairlines, near and far, with any of their neighbours merged. */
const anyLine: fc.Arbitrary<TextLine> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(-2, 1, 5, 30),
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.constantFrom(3, 9, LINE_HEIGHT),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((sizes) => {
    let right = 0;
    const boxes = sizes.map(({ gap, width, height }): Box => {
      const box = { x: right + gap, y: LINE_HEIGHT - height, width, height };
      right = box.x + width;
      return box;
    });
    const pairs = boxes.flatMap((_, i) => boxes.slice(i + 1).map((__, k) => [i, i + 1 + k] as const));
    return fc.subarray(pairs).map((merges) => lineOf(boxes, { merges }));
  });

const anyScores = (line: TextLine) =>
  fc.array(
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
      .filter((weights) => weights.some((weight) => weight > 0))
      .map((weights) => {
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return { probabilities: Float32Array.from(weights, (weight) => weight / sum) };
      }),
    { minLength: line.candidates.length, maxLength: line.candidates.length },
  );

const anyLattice = anyLine.chain((line) =>
  fc.record({
    line: fc.constant(line),
    scores: anyScores(line),
    digitPrior: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  }),
);

describe('readLattice', () => {
  it('takes the heaviest of all paths, and uses every piece once', () => {
    fc.assert(
      fc.property(anyLattice, ({ line, scores, digitPrior }) => {
        const { steps } = readLattice(line, scores, CLASSES, { digitPrior });
        const pieces = steps.flatMap(({ candidate }) => {
          const { first, last } = line.candidates[candidate]!;
          return Array.from({ length: last - first + 1 }, (_, i) => first + i);
        });
        expect(pieces).toEqual(line.pieces.map((_, i) => i));

        const paths = allPaths(line, scores, CLASSES, digitPrior);
        const own = paths.filter((path) => path.steps.length === steps.length && isRead(path.steps, steps));
        const heaviest = Math.max(...paths.map(({ weight }) => weight));
        expect(Math.max(...own.map(({ weight }) => weight)) / heaviest).toBeCloseTo(1, 9);
      }),
      { numRuns: 200 },
    );
  });

  it('is as sure of any digits of its reading as the weight of all paths that read them says', () => {
    fc.assert(
      fc.property(anyLattice, fc.nat(), fc.nat(), ({ line, scores, digitPrior }, a, b) => {
        const { steps, confidence } = readLattice(line, scores, CLASSES, { digitPrior });
        const from = Math.min(a % steps.length, b % steps.length);
        const to = Math.max(a % steps.length, b % steps.length);
        const paths = allPaths(line, scores, CLASSES, digitPrior);
        expect(confidence(from, to)).toBeCloseTo(shareOfText(paths, line, steps, from, to), 9);
        const last = steps.length - 1;
        expect(confidence(0, last)).toBeCloseTo(shareOfText(paths, line, steps, 0, last), 9);
      }),
      { numRuns: 300 },
    );
  });

  it('is no surer than sure, and at least as sure of its digits as of how it cut them', () => {
    fc.assert(
      fc.property(anyLattice, ({ line, scores, digitPrior }) => {
        const { steps, confidence } = readLattice(line, scores, CLASSES, { digitPrior });
        const paths = allPaths(line, scores, CLASSES, digitPrior);
        const now = confidence(0, steps.length - 1);
        expect(now).toBeGreaterThan(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(now).toBeGreaterThanOrEqual(shareOfSteps(paths, steps) - 1e-12);
      }),
    );
  });
});

type Steps = readonly { readonly candidate: number; readonly text: string | undefined }[];

function isRead(path: Steps, steps: Steps): boolean {
  return steps.every(({ candidate, text }, i) => path[i]!.candidate === candidate && path[i]!.text === text);
}
