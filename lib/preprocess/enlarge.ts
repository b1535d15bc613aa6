import type { GreyImage } from '../document/image.ts';
import { changeByVips } from './grey-vips.ts';

/**
 * A picture so many times as large (cubic; Keys, 1981), done by libvips. It shows no more than before, but strokes of one
 * pixel and gaps of less get room to be told apart in two levels.
 */
export async function enlargeImage(image: GreyImage, factor: number): Promise<GreyImage> {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new RangeError(`Expected integer of at least 1 for factor but received ${factor}`);
  }
  if (factor === 1) return image;
  const { width, height } = image;
  return changeByVips(image, (picture) =>
    picture.resize(width * factor, height * factor, { kernel: 'cubic', fit: 'fill' }),
  );
}
