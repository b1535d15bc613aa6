import type { Box } from '../document/geometry.ts';

/** Neighbours closer than this many times the larger glyph are letters of one word. */
const MAX_GAP_RATIO = 1;
/** One direction must win by this much, and with this many pairs, before it is believed. */
const MIN_ADVANTAGE = 1.4;
const MIN_PAIRS = 24;

export type TextAxis = 'across' | 'down' | 'unclear';

/**
 * Whether the lines of text of a page run across it or up and down: each glyph's nearest neighbour of like size lies
 * along its line (the angle histogram of O'Gorman, "The document spectrum", 1993). `glyphs` are the boxes of the
 * components, in any unit.
 */
export function estimateAxis(glyphs: readonly Box[]): TextAxis {
  let across = 0;
  let down = 0;
  const sorted = [...glyphs].sort((a, b) => a.x - b.x);
  const widest = sorted.reduce((width, box) => Math.max(width, box.width), 0);
  for (let i = 0; i < sorted.length; i++) {
    const direction = nearestDirection(sorted, i, widest);
    if (direction === 'across') across++;
    if (direction === 'down') down++;
  }
  if (across >= MIN_PAIRS && across >= MIN_ADVANTAGE * down) return 'across';
  if (down >= MIN_PAIRS && down >= MIN_ADVANTAGE * across) return 'down';
  return 'unclear';
}

function nearestDirection(sorted: readonly Box[], i: number, widest: number): 'across' | 'down' | undefined {
  const box = sorted[i]!;
  const size = Math.max(box.width, box.height);
  let nearest = Infinity;
  let direction: 'across' | 'down' | undefined;
  const consider = (other: Box) => {
    const otherSize = Math.max(other.width, other.height);
    if (otherSize > 2 * size || size > 2 * otherSize) return;
    const dx = Math.abs(other.x + other.width / 2 - box.x - box.width / 2);
    const dy = Math.abs(other.y + other.height / 2 - box.y - box.height / 2);
    const distance = Math.hypot(dx, dy);
    if (distance >= nearest || distance > (1 + MAX_GAP_RATIO) * Math.max(size, otherSize)) return;
    nearest = distance;
    // Between 30 and 60 degrees a pair says nothing: it may be of two lines.
    direction = dy < 0.577 * dx ? 'across' : dx < 0.577 * dy ? 'down' : undefined;
  };
  const reach = (1 + MAX_GAP_RATIO) * 2 * size + widest;
  for (let j = i - 1; j >= 0 && box.x - sorted[j]!.x <= reach; j--) consider(sorted[j]!);
  for (let j = i + 1; j < sorted.length && sorted[j]!.x - box.x <= reach; j++) consider(sorted[j]!);
  return direction;
}
