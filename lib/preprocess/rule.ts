import type { Box } from '../document/geometry.ts';

/** A printed line of a form: long, thin, straight, lying or standing. */
export interface Rule {
  readonly direction: 'lying' | 'standing';
  readonly box: Box;
  /** Mean extent across its direction, in pixels. */
  readonly thickness: number;
  /** What it is made of, by line. */
  readonly stretches: readonly Stretch[];
}

/** Ink with no break worth the name: pixels `from` to `to` (both included) of row `line` if lying, of column `line` if standing. */
export interface Stretch {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The rule that stretches of one direction make up; they come ordered by line. */
export function ruleOf(stretches: readonly Stretch[], direction: Rule['direction']): Rule {
  let from = Infinity;
  let to = -Infinity;
  let ink = 0;
  for (const stretch of stretches) {
    from = Math.min(from, stretch.from);
    to = Math.max(to, stretch.to);
    ink += stretch.to - stretch.from + 1;
  }
  const first = stretches[0]!.line;
  const across = stretches.at(-1)!.line - first + 1;
  const length = to - from + 1;
  const box =
    direction === 'lying'
      ? { x: from, y: first, width: length, height: across }
      : { x: first, y: from, width: across, height: length };
  return { direction, box, thickness: ink / length, stretches };
}
