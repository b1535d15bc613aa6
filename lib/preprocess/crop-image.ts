import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';

/** The part of a picture in a box, which lies inside it on whole pixels. Throws RangeError when it does not. */
export function cropImage(image: GreyImage, box: Box): GreyImage {
  const { x, y, width, height } = box;
  const whole = [x, y, width, height].every(Number.isInteger);
  if (
    !whole ||
    x < 0 ||
    y < 0 ||
    width < 1 ||
    height < 1 ||
    x + width > image.width ||
    y + height > image.height
  ) {
    throw new RangeError(
      `Expected a box of whole pixels inside ${image.width} x ${image.height} but received ${JSON.stringify(box)}`,
    );
  }
  if (width === image.width && height === image.height) return image;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * image.width + x;
    data.set(image.data.subarray(from, from + width), row * width);
  }
  return { width, height, data };
}
