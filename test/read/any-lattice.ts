import fc from 'fast-check';
import type { Box } from '../../lib/document/geometry.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import type { TextLine } from '../../lib/segment/text-line.ts';
import { LINE_HEIGHT, lineOf } from './lines.ts';

/** Few classes, so that all paths can be listed. */
export const FEW_CLASSES = ['4', '7', NOT_A_DIGIT];

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

export const anyLattice = anyLine.chain((line) =>
  fc.record({
    line: fc.constant(line),
    scores: anyScores(line),
    digitPrior: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  }),
);
