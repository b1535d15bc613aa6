import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LatticeStep, readLattice } from '../../lib/read/lattice.ts';
import { allPaths, digitsOf, shareOf, stepsWithin } from './all-paths.ts';
import { anyLattice, FEW_CLASSES } from './any-lattice.ts';

const anyText = fc.string({ unit: fc.constantFrom('4', '7'), maxLength: 4 });

/** Two of the places between pieces, one before the other. */
function rangeOf(pieces: number, a: number, b: number): [number, number] {
  const begin = a % pieces;
  return [begin, begin + 1 + (b % (pieces - begin))];
}

describe('a text within a lattice', () => {
  it('has the share of all paths that read it there', () => {
    fc.assert(
      fc.property(anyLattice, fc.nat(), fc.nat(), anyText, ({ line, scores, digitPrior }, a, b, text) => {
        const [begin, end] = rangeOf(line.pieces.length, a, b);
        const paths = allPaths(line, scores, FEW_CLASSES, digitPrior);
        const share = shareOf(paths, (path) => {
          const steps = stepsWithin(path, line, begin, end);
          return steps !== undefined && digitsOf(steps) === text;
        });
        const reading = readLattice(line, scores, FEW_CLASSES, { digitPrior });
        expect(Math.exp(reading.textLog(text, begin, end))).toBeCloseTo(share, 9);
      }),
      { numRuns: 300 },
    );
  });

  it('is put together in a way that is about as likely as any other', () => {
    fc.assert(
      fc.property(anyLattice, fc.nat(), fc.nat(), anyText, ({ line, scores, digitPrior }, a, b, text) => {
        const [begin, end] = rangeOf(line.pieces.length, a, b);
        const ways = new Map<string, number>();
        for (const path of allPaths(line, scores, FEW_CLASSES, digitPrior)) {
          const steps = stepsWithin(path, line, begin, end);
          if (steps === undefined || digitsOf(steps) !== text) continue;
          ways.set(nameOf(steps), (ways.get(nameOf(steps)) ?? 0) + path.weight);
        }
        const { stepsFor } = readLattice(line, scores, FEW_CLASSES, { digitPrior });
        const steps = stepsFor(text, begin, end);
        expect(steps === undefined).toBe(ways.size === 0);
        if (steps === undefined) return;
        // Whether digits or letters stood before counts apart for the way that is chosen, so it may be half as heavy.
        expect(ways.get(nameOf(steps))!).toBeGreaterThan(0.499 * Math.max(...ways.values()));
      }),
      { numRuns: 300 },
    );
  });
});

function nameOf(steps: readonly LatticeStep[]): string {
  return steps.map(({ candidate, text }) => `${candidate}${text ?? 'x'}`).join(' ');
}
