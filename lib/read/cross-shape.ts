import { CROP_SIZE } from '../document/image.ts';

/** Ink of a crop under this level is the soft edge of a stroke. */
const INK = 96;
/** Places along each arm of a cross, from its middle (0) to a corner of its ink (1). */
const PLACES = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
/** How far off a diagonal its ink may lie, in halves of the box of the ink. */
const ARM_WIDTH = 0.3;
const FAR = 0.5;

/**
 * How much a crop looks like a cross from corner to corner, 0 to 1: the share of its four arms, from the middle to the
 * corners of its ink, that have ink, times the share of the ink that lies near an arm. `crop` as `normalizeGlyph` makes it.
 */
export function crossShape(crop: Uint8Array): number {
  const ink: { x: number; y: number }[] = [];
  for (let i = 0; i < CROP_SIZE * CROP_SIZE; i++) {
    if (crop[i]! >= INK) ink.push({ x: i % CROP_SIZE, y: Math.floor(i / CROP_SIZE) });
  }
  if (ink.length === 0) return 0;
  const xs = ink.map(({ x }) => x);
  const ys = ink.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const halfWidth = (right - left) / 2;
  const halfHeight = (bottom - top) / 2;
  if (Math.min(halfWidth, halfHeight) < 1) return 0;
  const placed = ink.map(({ x, y }) => ({
    x: (x - left) / halfWidth - 1,
    y: (y - top) / halfHeight - 1,
  }));
  const arms = [-1, 1].flatMap((sx) => [-1, 1].map((sy) => ({ sx, sy })));
  const covered = arms.map(({ sx, sy }) => {
    const held = PLACES.filter((t) =>
      placed.some(({ x, y }) => Math.abs(x - sx * t) <= ARM_WIDTH && Math.abs(y - sy * t) <= ARM_WIDTH),
    );
    return held.length / PLACES.length;
  });
  const far = placed.filter(({ x, y }) => Math.min(Math.abs(x - y), Math.abs(x + y)) > FAR).length;
  return Math.min(...covered) * (1 - far / placed.length);
}
