import type { BinaryImage } from '../../lib/document/image.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import type { PreparedPage } from '../../lib/preprocess/prepare-page.ts';

/** A picture by what is ink in it. */
export function picture(
  width: number,
  height: number,
  isInk: (x: number, y: number) => boolean,
): BinaryImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = isInk(x, y) ? 1 : 0;
  return { width, height, data };
}

/** A prepared page of this ink, as it is: nothing straightened, no rule found, none taken out. */
export function pageOf(ink: BinaryImage, dpi = 100): PreparedPage {
  const { width, height } = ink;
  const { labels, components } = findComponents(ink);
  return {
    width,
    height,
    dpi,
    soft: { width, height, data: ink.data.map((value) => value * 255) },
    labels,
    components,
    rules: [],
    turned: 0,
    skew: 0,
    quality: [],
    toSource: (box) => box,
  };
}

/** The walls and sides of a comb, two pixels thick. */
export function isOnComb(
  { x: left, y: top, cell, height, cells }: Record<'x' | 'y' | 'cell' | 'height' | 'cells', number>,
  gap = 0,
): (x: number, y: number) => boolean {
  return (x, y) => {
    const [across, down] = [x - left, y - top];
    if (across < 0 || across > cells * cell + 1 - gap || down < 0 || down > height + 1) return false;
    const inCell = across % cell;
    if (gap > 0 && inCell > cell - gap + 1) return false;
    const isSide = down < 2 || down > height - 1;
    const isWall = inCell < 2 || (gap > 0 && inCell > cell - gap - 1);
    return isSide || isWall;
  };
}
