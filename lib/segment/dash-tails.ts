import { median } from '../document/averages.ts';
import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { type Component, findComponents } from '../preprocess/cv/connected-components.ts';

/** A dash that runs into a glyph reaches at least so far out of it, and is at most so high, in heights of a glyph. */
const LEAST_TAIL = 0.7;
const TAIL_HEIGHT = 0.3;

/** Takes what is left of dashes off the ends of the glyphs that they run into. `usual` is the height of a glyph, in pixels. */
export function removeDashTails(
  ink: BinaryImage,
  usual: number,
  isGlyph: (box: Box) => boolean,
): BinaryImage {
  const { labels, components } = findComponents(ink);
  const data = ink.data.slice();
  for (const { label, box } of components) {
    if (!isGlyph(box) || box.width < LEAST_TAIL * usual) continue;
    const tall = columnExtents(box, label, labels, ink.width).map((extent) => extent > TAIL_HEIGHT * usual);
    const first = tall.indexOf(true);
    const last = tall.lastIndexOf(true);
    for (let x = 0; x < box.width; x++) {
      const isTail =
        (x < first && first >= LEAST_TAIL * usual) || (x > last && box.width - last > LEAST_TAIL * usual);
      if (!isTail) continue;
      for (let y = box.y; y < box.y + box.height; y++) {
        const at = y * ink.width + box.x + x;
        if (labels[at] === label) data[at] = 0;
      }
    }
  }
  return { ...ink, data };
}

/** For each column of a component, from its first ink down to its last. */
function columnExtents(box: Box, label: number, labels: Int32Array, width: number): number[] {
  return Array.from({ length: box.width }, (_, x) => {
    let top = -1;
    let foot = -1;
    for (let y = box.y; y < box.y + box.height; y++) {
      if (labels[y * width + box.x + x] !== label) continue;
      if (top < 0) top = y;
      foot = y;
    }
    return top < 0 ? 0 : foot - top + 1;
  });
}

/** How wide strokes are: the median of all runs of ink across. */
export function medianRun(components: readonly Component[], labels: Int32Array, width: number): number {
  const runs: number[] = [];
  for (const { label, box } of components) {
    for (let y = box.y; y < box.y + box.height; y++) {
      let from = -1;
      for (let x = box.x; x <= box.x + box.width; x++) {
        const isInk = x < box.x + box.width && labels[y * width + x] === label;
        if (isInk && from < 0) from = x;
        if (isInk || from < 0) continue;
        runs.push(x - from);
        from = -1;
      }
    }
  }
  return median(runs, 0);
}
