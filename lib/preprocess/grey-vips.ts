import sharp, { type Sharp } from 'sharp';
import type { GreyImage } from '../document/image.ts';

/** A grey picture as it was changed by libvips: `change` is given the picture and answers it turned, enlarged, blurred. */
export async function changeByVips(image: GreyImage, change: (picture: Sharp) => Sharp): Promise<GreyImage> {
  const { width, height } = image;
  const picture = sharp(image.data, { raw: { width, height, channels: 1 } });
  const { data, info } = await change(picture).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
  };
}
