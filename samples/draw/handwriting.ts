import { type DrawnText, drawnText } from './drawn-text.ts';
import { type FontName, fontGlyph } from './fonts.ts';
import { mapPath, type Path, pathBounds, tracePath, translatePath } from './path.ts';
import type { Random } from './random.ts';

export interface HandwritingOptions {
  readonly font: FontName;
  /** Pixels to the em; digits stand about two thirds of it high. */
  readonly size: number;
  /** Where the ink starts, and the baseline, in pixels. */
  readonly x: number;
  readonly baseline: number;
  readonly random: Random;
  /**
   * How unsteady the hand is: 0 draws the font as it is, 1 an ordinary hand, 2 a hasty one.
   * @default 1
   */
  readonly jitter?: number;
  /**
   * Lean of all letters, as the tangent of the angle; positive leans to the right.
   * @default 0
   */
  readonly slant?: number;
  /**
   * White between the ink of neighbours, in em.
   * @default 0.1
   */
  readonly gap?: number;
  /**
   * Probability that a glyph runs into the one before.
   * @default 0
   */
  readonly touching?: number;
}

/** Two characters that may run into each other; a point or comma that does is lost. */
const CAN_TOUCH = /^[a-z0-9]{2}$/i;

/** Fonts draw slashes steep; people lean them more, or they would pass for a 1. */
const SLASH_LEAN = 0.25;

/** White of a space between words, in em, and by how much touching glyphs overlap. */
const WORD_SPACE = 0.44;
const TOUCHING_OVERLAP = 0.03;

/** Draws `text` glyph by glyph with its own size, lean, height and distance for each, as a hand would. */
export function drawHandwriting(text: string, options: HandwritingOptions): DrawnText {
  const { random, size, jitter = 1, gap = 0.1, touching = 0 } = options;
  const placed: { text: string; path: Path }[] = [];
  let space = 0;
  for (const character of text) {
    if (character === ' ') {
      space += size * WORD_SPACE * Math.max(0.5, random.normal(1, 0.12 * jitter));
      continue;
    }
    const path = shakeGlyph(
      fontGlyph(options.font, character, size).path,
      character === '/' ? SLASH_LEAN : 0,
      options,
    );
    const before = placed.at(-1);
    let x = options.x - pathBounds(path).x;
    if (before) {
      const letters = CAN_TOUCH.test(before.text + character);
      const white =
        random.chance(touching) && letters
          ? -TOUCHING_OVERLAP * size
          : Math.max(0.04, random.normal(gap, 0.03 * jitter)) * size;
      const near = Math.max(
        closest(before.path, path, size),
        beyond(before.path, path, letters ? 0.5 : 0.85),
      );
      x = space === 0 ? near + white : beyond(before.path, path, 1) + space;
    }
    placed.push({ text: character, path: translatePath(path, x, 0) });
    space = 0;
  }
  return drawnText(text, placed);
}

function shakeGlyph(path: Path, moreLean: number, options: HandwritingOptions): Path {
  const { random, size, jitter = 1, slant = 0 } = options;
  const width = random.normal(1, 0.06 * jitter);
  const height = random.normal(1, 0.045 * jitter);
  const lean = slant + moreLean + random.normal(0, 0.05 * jitter);
  const turn = random.normal(0, 0.02 * jitter);
  const rise = options.baseline + random.normal(0, 0.018 * jitter) * size;
  const sway = random.normal(0, 0.018 * jitter) * size;
  const phase = random.uniform(0, 2 * Math.PI);
  return mapPath(path, (point) => {
    const bend = sway * Math.sin((point.y / size) * 5 + phase);
    const x = point.x * width - point.y * lean + bend;
    const y = point.y * height + (sway / 2) * Math.sin((point.x / size) * 6 + phase);
    return { x: x - y * turn, y: y + x * turn + rise };
  });
}

/** Shift at which the ink of `path` meets the ink of `before` in the row where they come closest, if they share one. */
function closest(before: Path, path: Path, size: number): number {
  const band = size / 12;
  const right = new Map<number, number>();
  for (const { x, y } of tracePath(before, band / 2)) {
    for (let row = Math.floor(y / band) - 1; row <= Math.floor(y / band) + 1; row++) {
      right.set(row, Math.max(right.get(row) ?? -Infinity, x));
    }
  }
  let shift = -Infinity;
  for (const { x, y } of tracePath(path, band / 2)) {
    shift = Math.max(shift, (right.get(Math.floor(y / band)) ?? -Infinity) - x);
  }
  return shift;
}

/** Shift at which `path` begins beyond the given share of the width of `before`: a dot may not slide under a digit. */
function beyond(before: Path, path: Path, share: number): number {
  const box = pathBounds(before);
  return box.x + box.width * share - pathBounds(path).x;
}
