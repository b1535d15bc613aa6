import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, drawStroke, type Point } from './ink-picture.ts';

type Mark = (random: Random) => GreyImage;

const jitter = (random: Random, size: number) => random.between(-0.06, 0.06) * size;

function strokes(random: Random, size: number, lines: readonly (readonly Point[])[]): GreyImage {
  const paper = blankInk(size, size);
  const thickness = random.between(0.05, 0.16) * size;
  for (const line of lines) {
    const shaken = line.map(({ x, y }) => ({
      x: x * size + jitter(random, size),
      y: y * size + jitter(random, size),
    }));
    drawStroke(paper, shaken, thickness);
  }
  return paper;
}

const point = (x: number, y: number): Point => ({ x, y });
const sizeOf = (random: Random) => 10 + random.below(40);

/** What stands between and around digits on forms: specks, rules, corners of boxes, separators, currency signs. */
export const MARKS: readonly Mark[] = [
  function speck(random) {
    const size = 4 + random.below(10);
    const paper = blankInk(size, size);
    const blots = 1 + random.below(3);
    for (let i = 0; i < blots; i++) {
      const at = point(random.between(0.35, 0.65) * size, random.between(0.35, 0.65) * size);
      drawStroke(paper, [at], random.between(0.3, 0.7) * size);
    }
    return paper;
  },
  function rule(random) {
    const size = sizeOf(random);
    const tilt = random.between(-0.08, 0.08);
    return strokes(random, size, [[point(0.05, 0.5 - tilt), point(0.95, 0.5 + tilt)]]);
  },
  function doubleRule(random) {
    const gap = random.between(0.15, 0.3);
    return strokes(random, sizeOf(random), [
      [point(0.05, 0.5 - gap), point(0.95, 0.5 - gap)],
      [point(0.05, 0.5 + gap), point(0.95, 0.5 + gap)],
    ]);
  },
  function corner(random) {
    const x = random.next() < 0.5 ? 0.08 : 0.92;
    const y = random.next() < 0.5 ? 0.08 : 0.92;
    return strokes(random, sizeOf(random), [[point(1 - x, y), point(x, y), point(x, 1 - y)]]);
  },
  function crossing(random) {
    const x = random.between(0.3, 0.7);
    const y = random.between(0.3, 0.7);
    return strokes(random, sizeOf(random), [
      [point(0.05, y), point(0.95, y)],
      [point(x, 0.05), point(x, 0.95)],
    ]);
  },
  function comma(random) {
    const size = 8 + random.below(20);
    const paper = blankInk(size, size);
    const x = random.between(0.55, 0.7) * size;
    drawStroke(paper, [point(x, 0.3 * size)], random.between(0.3, 0.45) * size);
    drawStroke(
      paper,
      [point(x, 0.35 * size), point(random.between(0.2, 0.4) * size, 0.85 * size)],
      0.14 * size,
    );
    return paper;
  },
  function slash(random) {
    const lean = random.between(0.28, 0.45);
    return strokes(random, sizeOf(random), [[point(0.5 + lean, 0.1), point(0.5 - lean, 0.9)]]);
  },
  function backslash(random) {
    const lean = random.between(0.2, 0.45);
    return strokes(random, sizeOf(random), [[point(0.5 - lean, 0.1), point(0.5 + lean, 0.9)]]);
  },
  function plus(random) {
    return strokes(random, sizeOf(random), [
      [point(0.15, 0.5), point(0.85, 0.5)],
      [point(0.5, 0.15), point(0.5, 0.85)],
    ]);
  },
  function times(random) {
    return strokes(random, sizeOf(random), [
      [point(0.1, 0.1), point(0.9, 0.9)],
      [point(0.9, 0.1), point(0.1, 0.9)],
    ]);
  },
  function dollar(random) {
    return strokes(random, sizeOf(random), [
      [
        point(0.8, 0.25),
        point(0.5, 0.15),
        point(0.25, 0.3),
        point(0.5, 0.5),
        point(0.75, 0.68),
        point(0.5, 0.85),
        point(0.2, 0.75),
      ],
      [point(0.5, 0.02), point(0.5, 0.98)],
    ]);
  },
  function euro(random) {
    return strokes(random, sizeOf(random), [
      [
        point(0.9, 0.2),
        point(0.6, 0.1),
        point(0.35, 0.3),
        point(0.3, 0.5),
        point(0.35, 0.7),
        point(0.6, 0.9),
        point(0.9, 0.8),
      ],
      [point(0.1, 0.42), point(0.75, 0.42)],
      [point(0.1, 0.58), point(0.75, 0.58)],
    ]);
  },
  function rupee(random) {
    return strokes(random, sizeOf(random), [
      [point(0.15, 0.1), point(0.9, 0.1)],
      [point(0.15, 0.33), point(0.9, 0.33)],
      [
        point(0.35, 0.1),
        point(0.65, 0.15),
        point(0.7, 0.33),
        point(0.6, 0.5),
        point(0.2, 0.55),
        point(0.75, 0.95),
      ],
    ]);
  },
  function equalsAndSlash(random) {
    return strokes(random, sizeOf(random), [
      [point(0.1, 0.35), point(0.9, 0.3)],
      [point(0.1, 0.6), point(0.9, 0.55)],
      [point(0.65, 0.05), point(0.35, 0.95)],
    ]);
  },
  function hash(random) {
    return strokes(random, sizeOf(random), [
      [point(0.05, 0.35), point(0.95, 0.35)],
      [point(0.05, 0.65), point(0.95, 0.65)],
      [point(0.4, 0.05), point(0.3, 0.95)],
      [point(0.7, 0.05), point(0.6, 0.95)],
    ]);
  },
];

export function drawMark(random: Random): GreyImage {
  return MARKS[random.below(MARKS.length)]!(random);
}
