import type { BinaryImage } from '../document/image.ts';

/** Where a rule is expected, in pixels. */
export interface ExpectedStretch {
  readonly direction: 'lying' | 'standing';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A rule may wave by so many pixels. */
const WAVE = 1;

/** Share (0 to 1) of a rule's length that there is ink for, where it is most of all places at most `reach` pixels off. */
export function ruleSeen(
  { direction, at, from, to }: ExpectedStretch,
  { width, height, data }: BinaryImage,
  reach: number,
): number {
  const [along, across, length, limit] =
    direction === 'lying' ? [1, width, width, height] : [width, 1, height, width];
  const first = Math.max(0, Math.round(from));
  const last = Math.min(length, Math.round(to));
  if (last <= first) return 0;
  const inkAt = (line: number, position: number) =>
    line >= 0 && line < limit && data[line * across + position * along] === 1;
  let best = 0;
  const middle = Math.round(at - 0.5);
  for (let line = middle - reach; line <= middle + reach; line++) {
    let inked = 0;
    for (let position = first; position < last; position++) {
      for (let k = line - WAVE; k <= line + WAVE; k++) {
        if (!inkAt(k, position)) continue;
        inked++;
        break;
      }
    }
    best = Math.max(best, inked);
  }
  // What lies off the picture is not seen.
  return best / Math.max(1, Math.round(to) - Math.round(from));
}
