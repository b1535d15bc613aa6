import type { GreyImage } from '../../lib/document/image.ts';

/** Drawing on small pictures of ink (bright on black), for glyphs that are composed rather than found. */

export function blankInk(width: number, height: number): GreyImage {
  return { width, height, data: new Uint8Array(width * height) };
}

export function invert(image: GreyImage): GreyImage {
  return { ...image, data: image.data.map((level) => 255 - level) };
}

/** The picture shrunk to its ink of at least `level`; undefined when there is none. */
export function trimInk(image: GreyImage, level = 24): GreyImage | undefined {
  let left = image.width;
  let right = -1;
  let top = image.height;
  let bottom = -1;
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (image.data[y * image.width + x]! < level) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? undefined : cutOut(image, left, top, right - left + 1, bottom - top + 1);
}

/** A rectangle of the picture; what lies outside of it is paper. */
export function cutOut(
  image: GreyImage,
  left: number,
  top: number,
  width: number,
  height: number,
): GreyImage {
  const out = blankInk(width, height);
  for (let y = 0; y < height; y++) {
    const sourceY = top + y;
    if (sourceY < 0 || sourceY >= image.height) continue;
    for (let x = 0; x < width; x++) {
      const sourceX = left + x;
      if (sourceX < 0 || sourceX >= image.width) continue;
      out.data[y * width + x] = image.data[sourceY * image.width + sourceX]!;
    }
  }
  return out;
}

/** Lays `glyph` over `paper`, the darker ink winning; parts that fall outside are lost. */
export function pasteInk(paper: GreyImage, glyph: GreyImage, left: number, top: number): void {
  for (let y = 0; y < glyph.height; y++) {
    const toY = top + y;
    if (toY < 0 || toY >= paper.height) continue;
    for (let x = 0; x < glyph.width; x++) {
      const toX = left + x;
      if (toX < 0 || toX >= paper.width) continue;
      const to = toY * paper.width + toX;
      paper.data[to] = Math.max(paper.data[to]!, glyph.data[y * glyph.width + x]!);
    }
  }
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A polyline drawn with a round pen of `thickness` pixels and soft edges. */
export function drawStroke(paper: GreyImage, points: readonly Point[], thickness: number): void {
  const radius = thickness / 2;
  for (let y = 0; y < paper.height; y++) {
    for (let x = 0; x < paper.width; x++) {
      let distance = Infinity;
      for (let i = 0; i < Math.max(1, points.length - 1); i++) {
        const from = points[i]!;
        distance = Math.min(distance, distanceToSegment(x + 0.5, y + 0.5, from, points[i + 1] ?? from));
      }
      const cover = Math.min(1, Math.max(0, radius - distance + 0.5));
      const at = y * paper.width + x;
      paper.data[at] = Math.max(paper.data[at]!, Math.round(cover * 255));
    }
  }
}

function distanceToSegment(x: number, y: number, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}
