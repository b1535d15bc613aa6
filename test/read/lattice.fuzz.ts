import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLattice } from '../../lib/read/lattice.ts';
import { allPaths, shareOfSteps, shareOfText } from './all-paths.ts';
import { anyLattice, FEW_CLASSES } from './any-lattice.ts';

describe('readLattice', () => {
  it('takes the heaviest of all paths, and uses every piece once', () => {
    fc.assert(
      fc.property(anyLattice, ({ line, scores, digitPrior }) => {
        const { steps } = readLattice(line, scores, FEW_CLASSES, { digitPrior });
        const pieces = steps.flatMap(({ candidate }) => {
          const { first, last } = line.candidates[candidate]!;
          return Array.from({ length: last - first + 1 }, (_, i) => first + i);
        });
        expect(pieces).toEqual(line.pieces.map((_, i) => i));

        const paths = allPaths(line, scores, FEW_CLASSES, digitPrior);
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
        const { steps, confidence } = readLattice(line, scores, FEW_CLASSES, { digitPrior });
        const from = Math.min(a % steps.length, b % steps.length);
        const to = Math.max(a % steps.length, b % steps.length);
        const paths = allPaths(line, scores, FEW_CLASSES, digitPrior);
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
        const { steps, confidence } = readLattice(line, scores, FEW_CLASSES, { digitPrior });
        const paths = allPaths(line, scores, FEW_CLASSES, digitPrior);
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
