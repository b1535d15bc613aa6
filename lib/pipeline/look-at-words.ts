import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import type { Box } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { FrameScores } from '../read/frames.ts';
import { inkOfRow } from '../segment/ink-of-row.ts';
import { writingStrip } from '../segment/writing-strip.ts';
import { stripBatch } from './batches.ts';

/**
 * What the network for words says of each row of writing (boxes in prepared-page pixels), asked once for all; left out where there is
 * no ink, or more than can be shown. Throws what `classifier.readStrips` throws.
 */
export async function lookAtWords(
  rows: readonly Box[],
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<ReadonlyMap<Box, FrameScores>> {
  const shown = rows.flatMap((row) => {
    const strip = writingStrip(inkOfRow(row, page.components), page);
    return strip === undefined || strip.width > MAX_STRIP_COLUMNS ? [] : [{ row, strip }];
  });
  if (shown.length === 0) return new Map();
  const batch = stripBatch(shown.map(({ strip }) => strip));
  const { classes, frames } = await classifier.readStrips(batch, signal, 'words');
  return new Map(shown.map(({ row }, i) => [row, { classes, probabilities: frames[i]! }]));
}
