import sharp from 'sharp';
import type { GreyImage } from '../document/image.ts';

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
  const { data, info } = await sharp(image.data, { raw: { width, height, channels: 1 } })
    .resize(width * factor, height * factor, { kernel: 'cubic', fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
  };
}
