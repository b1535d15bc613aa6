import { type Box, centreX, centreY, overlapY } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';

/** Of a letter that hangs below its row so much of its height stands in it at least. */
const LEAST_INSIDE = 0.45;
/** What is higher than so many rows is a signature's stroke or the side of a box. */
const HIGHEST = 1.4;

/**
 * The ink of a row of writing (all in prepared-page pixels), loops that leave it above or below included. What hangs into it from the row
 * above has its middle there.
 */
export function inkOfRow(row: Box, components: readonly Component[]): Component[] {
  return components.filter(
    ({ box }) =>
      centreX(box) >= row.x &&
      centreX(box) < row.x + row.width &&
      centreY(box) >= row.y &&
      box.height <= HIGHEST * row.height &&
      overlapY(box, row) >= LEAST_INSIDE * box.height,
  );
}
