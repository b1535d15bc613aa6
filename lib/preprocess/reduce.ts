import type { GreyImage } from '../document/image.ts';

/**
 * Shrinks a picture by a whole factor, each pixel the mean of its factor x factor block; what does not fill a block
 * at the right and bottom is left out. Throws RangeError when the factor is no integer over 0 or nothing would remain.
 */
export function reduceImage(image: GreyImage, factor: number): GreyImage {
  if (!Number.isInteger(factor) || factor < 1 || factor > Math.min(image.width, image.height)) {
    throw new RangeError(
      `Expected integer between 1 and ${Math.min(image.width, image.height)} for factor but received ${factor}`,
    );
  }
  if (factor === 1) return image;
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let line = y * factor; line < (y + 1) * factor; line++) {
      let at = line * image.width;
      for (let x = 0; x < width; x++) {
        for (let k = 0; k < factor; k++) sums[x]! += image.data[at++]!;
      }
    }
    for (let x = 0; x < width; x++) data[y * width + x] = sums[x]! / (factor * factor);
  }
  return { width, height, data };
}
