import { median } from '../document/averages.ts';
import type { Box } from '../document/geometry.ts';
import type { TextLine } from './text-line.ts';

/** Letters of Latin text that stand out of their line, above or below. */
export interface Outstanding {
  readonly ascenders: number;
  readonly descenders: number;
}

/** A line with fewer glyphs has no middle band to stand out of. */
const LEAST_GLYPHS = 6;
/** By how much of the band's height a letter stands out, at the least and at the most, and how well its other end fits. */
const LEAST_OUT = 0.18;
const MOST_OUT = 0.8;
const FIT = 0.15;

/**
 * Counts letters that rise above the usual height of their line (b, d, h, k, l, capitals) and that hang below its feet
 * (g, p, q, y). Upright Latin text has several times as many of the first, upside-down text as many more of the second
 * (Caprari, "Algorithm for text page up/down orientation determination", 2000).
 */
export function countAscenders(lines: readonly TextLine[]): Outstanding {
  let ascenders = 0;
  let descenders = 0;
  for (const line of lines) {
    const glyphs = fullSizeGlyphs(line);
    if (glyphs.length < LEAST_GLYPHS) continue;
    const top = median(glyphs.map(({ y }) => y));
    const foot = median(glyphs.map((box) => box.y + box.height));
    const band = foot - top;
    const outBy = (distance: number) => distance > LEAST_OUT * band && distance < MOST_OUT * band;
    for (const box of glyphs) {
      const boxFoot = box.y + box.height;
      if (outBy(top - box.y) && Math.abs(boxFoot - foot) < FIT * band) ascenders++;
      if (outBy(boxFoot - foot) && Math.abs(box.y - top) < FIT * band) descenders++;
    }
  }
  return { ascenders, descenders };
}

function fullSizeGlyphs({ candidates, height }: TextLine): Box[] {
  return candidates
    .filter(({ origin }) => origin === 'whole')
    .map(({ box }) => box)
    .filter((box) => box.height >= 0.45 * height && box.height <= 1.8 * height && box.width <= 1.6 * height);
}
