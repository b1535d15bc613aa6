import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, cutOut, drawStroke, type Point, pasteInk } from '../dump-crops/ink-picture.ts';

/**
 * Habits of hands that the sets of single digits, most of them from the United States, hardly show. Each takes a glyph as
 * trimmed ink and answers one of the same height, `thickness` being the pen's in pixels.
 */

const INKED = 96;
/** A 1 wider than this share of its height has an upstroke already. */
const BARE_WIDTH = 0.45;
/** A serif lies under a 1 with an upstroke this often. */
const SERIFS = 0.25;

/** A 1 with the upstroke that much of Europe and Latin America leads to its top, up to nearly as long as the stem. */
export function withUpstroke(stem: GreyImage, thickness: number, random: Random): GreyImage {
  const { height } = stem;
  const top = middleOfRow(stem, 0);
  const foot = middleOfRow(stem, height - 1);
  if (stem.width > BARE_WIDTH * height || top === undefined || foot === undefined) return stem;
  const down = random.between(0.15, 0.75) * height;
  const out = Math.max(0.12 * height, down * random.between(0.4, 1.1));
  const half = random.between(0.12, 0.35) * height;
  return drawnOver(stem, Math.ceil(Math.max(out, half) + thickness), (at) => {
    const bend = random.between(-0.08, 0.08) * height;
    const strokes = [
      [at(top - out, down), at(top - out / 2 + bend, down / 2 + bend), at(top, thickness / 2)],
    ];
    const under = height - thickness / 2;
    if (random.next() < SERIFS) strokes.push([at(foot - half, under), at(foot + half, under)]);
    return { strokes, thickness };
  });
}

/** A 7 with a bar across its stem, as those write who lead an upstroke to their 1. */
export function withBar(seven: GreyImage, thickness: number, random: Random): GreyImage {
  const { height } = seven;
  const row = Math.floor(random.between(0.42, 0.65) * height);
  const stem = middleOfRow(seven, row);
  if (stem === undefined) return seven;
  const [left, right] = [random.between(0.12, 0.4) * height, random.between(0.12, 0.4) * height];
  const tilt = random.between(-0.08, 0.05) * height;
  return drawnOver(seven, Math.ceil(0.4 * height + thickness), (at) => ({
    strokes: [[at(stem - left, row - tilt), at(stem + right, row + tilt)]],
    thickness,
  }));
}

/** A glyph that its writer took back: crossed out, struck through more than once, or scribbled over. */
export function struckOut(glyph: GreyImage, thickness: number, random: Random): GreyImage {
  const { width, height } = glyph;
  const over = random.between(0.02, 0.25) * height;
  const near = (share: number) => (share + random.between(-0.08, 0.08)) * height;
  const across = (from: number, to: number, at: (x: number, y: number) => Point) => [
    at(-over, near(from)),
    at(width + over, near(to)),
  ];
  return drawnOver(glyph, Math.ceil(over + thickness), (at) => {
    const manner = random.below(3);
    if (manner === 0) return { strokes: [across(0.9, 0.1, at), across(0.1, 0.9, at)], thickness };
    if (manner === 1) {
      const count = 2 + random.below(3);
      const lines = Array.from({ length: count }, (_, i) => (i + 0.75) / (count + 0.5));
      return { strokes: lines.map((y) => across(y, y, at)), thickness };
    }
    const turns = 4 + random.below(5);
    const zigzag = Array.from({ length: turns }, (_, i) =>
      at(-over + ((width + 2 * over) * i) / (turns - 1), near(i % 2 === 0 ? 0.85 : 0.15)),
    );
    return { strokes: [zigzag], thickness };
  });
}

interface Strokes {
  readonly strokes: readonly (readonly Point[])[];
  readonly thickness: number;
}

/** The glyph with strokes drawn over it, in as much more room on both sides as they were given and use. */
function drawnOver(
  glyph: GreyImage,
  room: number,
  draw: (at: (x: number, y: number) => Point) => Strokes,
): GreyImage {
  const { strokes, thickness } = draw((x, y) => ({ x: x + room, y }));
  const paper = blankInk(glyph.width + 2 * room, glyph.height);
  pasteInk(paper, glyph, room, 0);
  for (const stroke of strokes) drawStroke(paper, stroke, thickness);
  return withoutBlankSides(paper);
}

function withoutBlankSides(paper: GreyImage): GreyImage {
  const { width, height, data } = paper;
  const isBlank = (x: number) => {
    for (let y = 0; y < height; y++) if (data[y * width + x]! > 0) return false;
    return true;
  };
  let [from, to] = [0, width];
  while (from < to - 1 && isBlank(from)) from++;
  while (to > from + 1 && isBlank(to - 1)) to--;
  return cutOut(paper, from, 0, to - from, height);
}

/** The middle of a row's ink, in pixels from the left; undefined where there is none. */
function middleOfRow({ width, data }: GreyImage, row: number): number | undefined {
  const levels = data.subarray(row * width, (row + 1) * width);
  const first = levels.findIndex((level) => level >= INKED);
  const last = levels.findLastIndex((level) => level >= INKED);
  return first < 0 ? undefined : (first + last + 1) / 2;
}
