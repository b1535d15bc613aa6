import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';

/** The part of a picture in `place` and `margin` pixels around it, cut off at the edges; undefined outside of it. */
export function cropPlace(picture: GreyImage, place: Box, margin: number): GreyImage | undefined {
  const left = Math.max(0, Math.floor(place.x - margin));
  const top = Math.max(0, Math.floor(place.y - margin));
  const width = Math.min(picture.width, Math.ceil(place.x + place.width + margin)) - left;
  const height = Math.min(picture.height, Math.ceil(place.y + place.height + margin)) - top;
  if (width <= 0 || height <= 0) return undefined;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * picture.width + left;
    data.set(picture.data.subarray(start, start + width), y * width);
  }
  return { width, height, data };
}
