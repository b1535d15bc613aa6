/** Grey below this is paper: what is left of JPEG noise and of a blurred edge's tail. */
export const PAPER_LEVEL = 24;

/**
 * The level under which the share `quantile` of the ink is, to the last bit; bright is ink, up to 255. Undefined where nothing is
 * brighter than paper. Counts by whole levels first, as sorting all ink takes several times as long.
 */
export function inkQuantile(levels: Float32Array, quantile: number): number | undefined {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level < PAPER_LEVEL) continue;
    counts[wholeLevel(level)]!++;
    total++;
  }
  if (total === 0) return undefined;
  let rank = Math.floor((total - 1) * quantile);
  let whole = 0;
  while (rank >= counts[whole]!) rank -= counts[whole++]!;
  const near = new Float32Array(counts[whole]!);
  let next = 0;
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level >= PAPER_LEVEL && wholeLevel(level) === whole) near[next++] = level;
  }
  return near.sort()[rank];
}

/** A sum of weighted levels may be over the brightest by its last bits. */
function wholeLevel(level: number): number {
  return Math.min(255, Math.floor(level));
}
