import sharp, { type Sharp } from 'sharp';
import type { Random } from './random.ts';

/** Pixels as sharp hands them out: `channels` bytes a pixel, row after row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

export interface ScanOptions {
  readonly random: Random;
  readonly colour: boolean;
  /** Standard deviation in pixels of the lens's blur; 0.3 at least. */
  readonly blur: number;
  /** Standard deviation of the noise of one pixel, in levels of 255. */
  readonly noise: number;
  /** Levels by which one corner of the page is darker than the opposite one. */
  readonly shading: number;
  /**
   * Levels of grey that the scanner tells apart.
   * @default 256
   */
  readonly levels?: number;
}

/** Renders a drawing and does to it what a scanner does: blur, uneven light, noise, coarse levels. */
export async function scan(svg: string, options: ScanOptions): Promise<Raster> {
  const picture = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).blur(options.blur);
  const { data, info } = await (options.colour ? picture.toColourspace('srgb') : picture.toColourspace('b-w'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = options.colour ? 3 : 1;
  const { random, noise, shading, levels = 256 } = options;
  const step = 255 / (levels - 1);
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const light = random.normal(0, noise) - shading * (0.5 * (x / info.width) + 0.5 * (y / info.height));
      for (let channel = 0; channel < channels; channel++) {
        const index = (y * info.width + x) * channels + channel;
        const level = Math.round((data[index]! + light) / step) * step;
        data[index] = Math.min(255, Math.max(0, Math.round(level)));
      }
    }
  }
  return { width: info.width, height: info.height, channels, data };
}

/** 4x4 ordered dither (Bayer, 1973). */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/**
 * Black and white as a bitonal scanner makes it: darker than `threshold` is black, and tints lighter than that
 * become a screen of dots, down to `white`, from which on the paper stays blank.
 */
export function ditherTints(raster: Raster, threshold: number, white: number): Raster {
  const data = raster.data.map((level, index) => {
    if (level < threshold) return 0;
    if (level >= white) return 255;
    const cell = BAYER[((index % raster.width) & 3) + 4 * (Math.floor(index / raster.width) & 3)]!;
    const tint = (level - threshold) / (white - threshold);
    return tint < (cell + 0.5) / 16 ? 0 : 255;
  });
  return { ...raster, data };
}

/** Hands a raster back to sharp for encoding. */
export function rasterImage(raster: Raster): Sharp {
  const { width, height, channels } = raster;
  const image = sharp(raster.data, { raw: { width, height, channels } });
  return channels === 1 ? image.toColourspace('b-w') : image;
}
